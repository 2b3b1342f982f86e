'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { type Choice, Choices } from '@/components/form/choices'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button, buttonClass } from '@/components/ui/button'
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
              <footer>
                <Dialog.Close className={`${buttonClass('plain', 'lg')} push`}>Leave it</Dialog.Close>
                <Button type="submit" variant="primary" size="lg" busy={busy}>
                  {busy ? 'Changing …' : 'Change'}
                </Button>
              </footer>
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}
