'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { type Choice, Choices } from '@/components/form/choices'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { changeMember } from './actions'

type MemberDialogProps = {
  userId: string
  name: string
  chosen: string
  choices: readonly Choice[]
  disabledReason: string | null
}

/** One question: what may this person do from now on? Nothing at all is one of the answers. */
export function MemberDialog({ userId, name, chosen, choices, disabledReason }: MemberDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="ghost"
        disabledReason={disabledReason}
        aria-label={`Change ${name}`}
        onClick={() => setOpen(true)}
      >
        Change
      </Button>
      <Modal open={open} onOpenChange={setOpen} title={`What may ${name} do here?`}>
        <ActForm act={changeMember} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in">
                <input type="hidden" name="userId" value={userId} />
                <Choices name="role" legend="From now on" choices={choices} chosen={chosen} />
                <p className="small mute">Whoever gets another role, or none, is signed out everywhere at once.</p>
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
