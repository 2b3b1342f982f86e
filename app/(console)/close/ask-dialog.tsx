'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { ask } from './actions'

export type ExplanationChoice = { number: string; label: string }
type AskDialogProps = {
  month: string
  scope: string
  explanations: readonly ExplanationChoice[]
  disabledReason: string | null
}

/** Asks a second person; where a residual is left, it names what explains it. */
export function AskDialog({ month, scope, explanations, disabledReason }: AskDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" disabledReason={disabledReason} onClick={() => setOpen(true)}>
        Ask to close {month}
      </Button>
      <Modal
        open={open}
        onOpenChange={setOpen}
        title={`Ask for ${month} to be closed?`}
        lead="A second person confirms what you see now, and nothing else."
      >
        <ActForm act={ask} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in stackv">
                <input type="hidden" name="month" value={month} />
                <input type="hidden" name="scope" value={scope} />
                {explanations.length > 0 ? (
                  <fieldset className="field">
                    <legend className="mb-1">Exceptions that explain the residuals, to the cent</legend>
                    <div className="choices">
                      {explanations.map(({ number, label }) => (
                        <label key={number} className="choice">
                          <input type="checkbox" name="named" value={number} />
                          <span>{label}</span>
                        </label>
                      ))}
                    </div>
                  </fieldset>
                ) : null}
                <Refusal state={state} />
              </div>
              <DialogFoot leave="Not yet" word="Ask" busyWord="Asking …" busy={busy} />
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}
