'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useRef, useState } from 'react'
import { amountPhrase } from '@/components/finance/amount'
import { kindWord } from '@/components/finance/kind-words'
import { ActForm } from '@/components/form/act-form'
import { Field, TextArea } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { neighbourRow } from '@/components/keys/hotkey-acts'
import { Modal } from '@/components/overlay/modal'
import { Button, buttonClass } from '@/components/ui/button'
import { elsewhereFor } from '@/lib/domain/resolutions/elsewhere'
import { ActFields } from './acts/act-fields'
import type { ActOption } from './acts/act-options'
import { settle } from './acts/actions'
import type { ActFacts } from './item-acts'

type ResolveDialogProps = { facts: ActFacts; open: boolean; onOpenChange(open: boolean): void }

/** One question: why may it leave the queue? The act comes first, then what it changes, then the note that is kept with it. */
export function ResolveDialog({ facts, open, onOpenChange }: ResolveDialogProps) {
  const [chosen, setChosen] = useState<ActOption>()
  const verb = chosen?.needsSecond ? 'Ask for a second person' : 'Resolve'
  const next = useRef<HTMLElement | null>(null)
  const resolved = () => {
    const row = neighbourRow()
    // Opened alone, the item itself keeps the focus: its button is gone.
    next.current = row ?? document.querySelector<HTMLElement>(`[data-item="${facts.id}"]`)
    row?.click()
    onOpenChange(false)
  }
  return (
    <Modal
      open={open}
      finalFocus={() => next.current}
      onOpenChange={onOpenChange}
      title={`Why may EX-${facts.number} leave the queue?`}
      lead={`${kindWord(facts.kind)}, ${amountPhrase(facts.minor, facts.currency)}`}
    >
      <ActForm act={settle} onDone={resolved}>
        {({ state, busy }) => (
          <>
            <div className="in">
              <input type="hidden" name="id" value={facts.id} />
              <input type="hidden" name="version" value={facts.version} />
              <ActFields options={facts.options} elsewhere={elsewhereFor(facts)} onChosen={setChosen} />
              <Field label="Note" hint="What was done, and where it can be seen. It stays with the exception.">
                <TextArea name="note" maxLength={2000} required />
              </Field>
              <Refusal state={state} />
            </div>
            <footer>
              <Dialog.Close className={`${buttonClass('plain', 'lg')} push`}>
                Keep it open{' '}
                <span className="kbd" aria-hidden="true">
                  esc
                </span>
              </Dialog.Close>
              <Button type="submit" variant="primary" size="lg" busy={busy}>
                {busy ? 'Writing …' : verb}
              </Button>
            </footer>
          </>
        )}
      </ActForm>
    </Modal>
  )
}
