'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { issue } from './actions'

/** A name for the machine; the key is shown this once. */
export function KeyDialog({ disabledReason }: { disabledReason: string | null }) {
  const [open, setOpen] = useState(false)
  const [secret, setSecret] = useState<string>()
  const close = (next: boolean) => {
    setOpen(next)
    if (!next) setSecret(undefined)
  }
  const send = async (form: FormData) => {
    const { secret: made, ...answer } = await issue(form)
    if (made) setSecret(made)
    return answer
  }
  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => close(true)}>
        Make a key…
      </Button>
      <Modal open={open} onOpenChange={close} title={secret ? 'Keep this key' : 'Which machine is to come in?'}>
        {secret ? (
          <div className="in pb-5 stackv">
            <Field label="The key" hint="It is shown this once; what is kept of it opens nothing.">
              <Input readOnly value={secret} onFocus={(event) => event.currentTarget.select()} />
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
                  <Field label="For" hint="Such as: order system">
                    <Input name="name" maxLength={60} autoComplete="off" required />
                  </Field>
                  <Refusal state={state} />
                </div>
                <DialogFoot word="Make the key" busyWord="Making …" busy={busy} />
              </>
            )}
          </ActForm>
        )}
      </Modal>
    </>
  )
}
