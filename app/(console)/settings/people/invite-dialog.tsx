'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { type Choice, Choices } from '@/components/form/choices'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { invitePerson } from './actions'

type InviteDialogProps = { choices: readonly Choice[]; disabledReason: string | null }

/** An address and a role; the link is shown this once, to be sent by whatever way reaches the person. */
export function InviteDialog({ choices, disabledReason }: InviteDialogProps) {
  const [open, setOpen] = useState(false)
  const [link, setLink] = useState<string>()
  const close = (next: boolean) => {
    setOpen(next)
    if (!next) setLink(undefined)
  }
  const send = async (form: FormData) => {
    const { link: made, ...answer } = await invitePerson(form)
    if (made) setLink(made)
    return answer
  }
  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => close(true)}>
        Invite…
      </Button>
      <Modal open={open} onOpenChange={close} title={link ? 'Send this link' : 'Who is to work here?'}>
        {link ? (
          <div className="in pb-5 stackv">
            <Field label="The way in" hint="It is shown this once, works once, and is dead in a week.">
              <Input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
            </Field>
            <div>
              <Button variant="primary" onClick={() => close(false)}>
                I have it
              </Button>
            </div>
          </div>
        ) : (
          <ActForm act={send}>
            {({ state, busy }) => (
              <>
                <div className="in">
                  <Field label="E-mail">
                    <Input name="email" type="email" maxLength={254} autoComplete="off" required />
                  </Field>
                  <Choices name="role" legend="As" choices={choices} chosen="analyst" />
                  <Refusal state={state} />
                </div>
                <DialogFoot word="Make a link" busyWord="Making …" busy={busy} />
              </>
            )}
          </ActForm>
        )}
      </Modal>
    </>
  )
}
