'use client'

import { Field, Input } from '@/components/form/field'
import { ShownOnce } from '@/components/overlay/shown-once'
import { issue } from './actions'

/** A name for the machine; the key is shown this once. */
export function KeyDialog({ disabledReason }: { disabledReason: string | null }) {
  const name = (
    <Field label="For" hint="Such as: order system">
      <Input name="name" maxLength={60} autoComplete="off" required />
    </Field>
  )
  return (
    <ShownOnce
      label="Make a key…"
      disabledReason={disabledReason}
      act={issue}
      asks={{ title: 'Which machine is to come in?', word: 'Make the key', children: name }}
      shows={{
        title: 'Keep this key',
        label: 'The key',
        hint: 'It is shown this once; what is kept of it opens nothing.',
      }}
    />
  )
}
