'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { amountPhrase } from '@/components/finance/amount'
import { Field, Input, TextArea } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button, buttonClass } from '@/components/ui/button'
import type { QueueRow } from '../table/columns'
import { settleMany } from './actions'
import { bulkActs, bulkReasons, bulkWords } from './bulk-deeds'
import { BulkForm } from './bulk-form'
import { BulkReasons } from './bulk-reasons'

type BulkDialogProps = {
  picked: readonly QueueRow[]
  open: boolean
  onOpenChange(open: boolean): void
  keep(ids: readonly string[]): void
}

/** One act for all of them. Each row answers for itself: done, asked of a second person, or refused and why. */
export function BulkDialog({ picked, open, onOpenChange, keep }: BulkDialogProps) {
  // Rows that were done leave the selection; the answer still names what was asked.
  const [asked] = useState(picked)
  const [deed, setDeed] = useState('')
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      title={`Why may ${picked.length === 1 ? 'this one' : `these ${picked.length}`} leave the queue?`}
      lead={sumsOf(picked)}
    >
      <BulkForm act={settleMany} picked={picked} keep={keep} onDone={() => onOpenChange(false)}>
        {({ state, busy }) => (
          <>
            <div className="in">
              <fieldset className="field">
                <legend className="mb-1">What is done about each</legend>
                <div className="choices two">
                  {[...bulkActs, ...bulkReasons].map((value) => (
                    <label key={value} className="choice">
                      <input type="radio" name="deed" value={value} required onChange={() => setDeed(value)} />
                      <span>{bulkWords[value]}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
              {deed === 'wait_until' ? (
                <Field label="Until" hint="They come back as that day begins (UTC).">
                  <Input type="date" name="until" required />
                </Field>
              ) : null}
              <Field label="Note" hint="It stays with each of them.">
                <TextArea name="note" maxLength={2000} required />
              </Field>
              <p className="small mute">
                What does not fit a row, or was changed meanwhile, is refused for that row alone. What moves money at
                Stripe or is above your limit is asked of a second person.
              </p>
              <Refusal state={state} />
              <BulkReasons state={state} rows={asked} />
            </div>
            <footer>
              <Dialog.Close className={`${buttonClass('plain', 'lg')} push`}>Keep them open</Dialog.Close>
              <Button
                type="submit"
                variant="primary"
                size="lg"
                busy={busy}
                disabledReason={picked.length === 0 ? 'Nothing is selected any more.' : null}
              >
                {busy ? 'Writing …' : `Resolve ${picked.length}`}
              </Button>
            </footer>
          </>
        )}
      </BulkForm>
    </Modal>
  )
}

/** "3 selected: USD 12.00, EUR 4.00": currencies are never added together. */
function sumsOf(rows: readonly QueueRow[]): string {
  const sums = new Map<string, bigint>()
  for (const { currency, minor } of rows) sums.set(currency, (sums.get(currency) ?? 0n) + minor)
  return [...sums].map(([currency, minor]) => amountPhrase(minor, currency)).join(' · ')
}
