'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { changeOwnPassword } from './actions'

export function PasswordDialog() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Change password…</Button>
      <Modal open={open} onOpenChange={setOpen} title="Which password from now on?">
        <ActForm act={changeOwnPassword} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in">
                <Field label="The present one">
                  <Input name="current" type="password" autoComplete="current-password" maxLength={256} required />
                </Field>
                <Field label="The new one" hint="At least 12 characters; a few words are easy to keep.">
                  <Input name="next" type="password" autoComplete="new-password" maxLength={256} required />
                </Field>
                <p className="small mute">Everywhere else you are signed out at once.</p>
                <Refusal state={state} />
              </div>
              <DialogFoot word="Change" busyWord="Changing …" busy={busy} />
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}
