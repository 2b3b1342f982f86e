'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { type AdjustmentRule, adjustmentRules, ruleWords } from '@/lib/domain/close/adjusting/rules'
import { adjust } from './adjust-actions'

/** An accrual needs a currency alone; a revaluation its two rates, their day and where they are from. */
export function AdjustDialog({ month, disabledReason }: { month: string; disabledReason: string | null }) {
  const [open, setOpen] = useState(false)
  const [rule, setRule] = useState<AdjustmentRule>('network_costs')
  return (
    <>
      <Button disabledReason={disabledReason} onClick={() => setOpen(true)}>
        Adjust
      </Button>
      <Modal
        open={open}
        onOpenChange={setOpen}
        title={`What belongs to ${month} as well?`}
        lead="It is posted on the month’s last instant and reversed on the first day after."
      >
        <ActForm act={adjust} onDone={() => setOpen(false)}>
          {({ state, busy }) => (
            <>
              <div className="in stackv">
                <input type="hidden" name="month" value={month} />
                <fieldset className="field">
                  <legend className="mb-1">Entry</legend>
                  <div className="choices">
                    {adjustmentRules.map((value) => (
                      <label key={value} className="choice">
                        <input
                          type="radio"
                          name="rule"
                          value={value}
                          checked={rule === value}
                          onChange={() => setRule(value)}
                        />
                        <span>{ruleWords[value]}</span>
                      </label>
                    ))}
                  </div>
                </fieldset>
                <Field label="Currency">
                  <Input name="currency" maxLength={3} placeholder="EUR" required />
                </Field>
                {rule === 'fx_revaluation' ? <RateFields /> : null}
                <Refusal state={state} />
              </div>
              <DialogFoot word="Post" busyWord="Posting …" busy={busy} />
            </>
          )}
        </ActForm>
      </Modal>
    </>
  )
}

function RateFields() {
  return (
    <>
      <Field label="Rate at which it is carried" hint="Reporting currency for one of this currency.">
        <Input name="carriedRate" inputMode="decimal" placeholder="0.9130" required />
      </Field>
      <Field label="Rate of the close">
        <Input name="closingRate" inputMode="decimal" placeholder="0.9215" required />
      </Field>
      <Field label="Of which day">
        <Input name="ratesOn" type="date" required />
      </Field>
      <Field label="Where the rates are from">
        <Input name="ratesOf" maxLength={100} placeholder="Central bank, reference rates" required />
      </Field>
    </>
  )
}
