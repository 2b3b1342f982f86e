'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { mapTo } from './setup-actions'

type MapDialogProps = {
  target: string
  targetName: string
  root: string
  title: string
  number: string
  name: string
  disabledReason: string | null
}

export function MapDialog({ target, targetName, root, title, number, name, disabledReason }: MapDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        disabledReason={disabledReason}
        onClick={() => setOpen(true)}
        aria-label={`${title} in ${targetName}: ${number} ${name}`}
      >
        {number} {name}
      </Button>
      <Modal open={open} onOpenChange={setOpen} title={`Which account is “${title}” in ${targetName}?`}>
        <ActForm act={mapTo} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in stackv">
                <input type="hidden" name="target" value={target} />
                <input type="hidden" name="root" value={root} />
                <Field label="Number">
                  <Input name="number" defaultValue={number} maxLength={30} required />
                </Field>
                <Field label="Name" hint="As it is spelled there. Files written from now on bear it.">
                  <Input name="name" defaultValue={name} maxLength={100} required />
                </Field>
                <Refusal state={state} />
              </div>
              <DialogFoot word="Save" busyWord="Saving …" busy={busy} />
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}
