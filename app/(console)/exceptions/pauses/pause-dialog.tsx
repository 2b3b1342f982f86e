'use client'

import { Dialog } from '@base-ui/react/dialog'
import { ActForm } from '@/components/form/act-form'
import { Field, Input, TextArea } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button, buttonClass } from '@/components/ui/button'
import { waitedFor, waitWords } from '@/lib/domain/exceptions/pauses/pause'
import { pause } from './actions'

type PauseDialogProps = {
  id: string
  number: string
  version: number
  open: boolean
  onOpenChange(open: boolean): void
}

/** For whom it waits, and until when at the latest. */
export function PauseDialog({ id, number, version, open, onOpenChange }: PauseDialogProps) {
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      title={`For whom does EX-${number} wait?`}
      lead="Its due time stands still until the answer is there."
    >
      <ActForm act={pause} onDone={() => onOpenChange(false)}>
        {({ state, busy }) => (
          <>
            <div className="in">
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="version" value={version} />
              <fieldset className="field">
                <legend className="mb-1">It waits for</legend>
                <div className="choices two">
                  {waitedFor.map((one) => (
                    <label key={one} className="choice">
                      <input type="radio" name="waitsFor" value={one} required />
                      <span>{waitWords[one]}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
              <Field label="Until" hint="On this morning it comes back even without an answer.">
                <Input type="date" name="until" required />
              </Field>
              <Field label="Note" hint="What was asked, and where. It may stay empty.">
                <TextArea name="note" maxLength={2000} />
              </Field>
              <Refusal state={state} />
            </div>
            <footer>
              <Dialog.Close className={`${buttonClass('plain', 'lg')} push`}>Keep it open</Dialog.Close>
              <Button type="submit" variant="primary" size="lg" busy={busy}>
                {busy ? 'Writing …' : 'Pause'}
              </Button>
            </footer>
          </>
        )}
      </ActForm>
    </Modal>
  )
}
