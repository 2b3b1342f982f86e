'use client'

import { type Choice, Choices } from '@/components/form/choices'
import { Field, Input } from '@/components/form/field'
import { ShownOnce } from '@/components/overlay/shown-once'
import { invitePerson } from './actions'

type InviteDialogProps = { choices: readonly Choice[]; disabledReason: string | null }

/** An address and a role; the link is shown this once, to be sent by whatever way reaches the person. */
export function InviteDialog({ choices, disabledReason }: InviteDialogProps) {
  const whom = (
    <>
      <Field label="E-mail">
        <Input name="email" type="email" maxLength={254} autoComplete="off" required />
      </Field>
      <Choices name="role" legend="As" choices={choices} chosen="analyst" />
    </>
  )
  return (
    <ShownOnce
      label="Invite…"
      disabledReason={disabledReason}
      act={invitePerson}
      asks={{ title: 'Who is to work here?', word: 'Make a link', children: whom }}
      shows={{
        title: 'Send this link',
        label: 'The way in',
        hint: 'It is shown this once, works once, and is dead in a week.',
      }}
    />
  )
}
