'use client'

import { useState } from 'react'
import { ActForm } from '@/components/form/act-form'
import { DialogFoot } from '@/components/form/dialog-foot'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Modal } from '@/components/overlay/modal'
import { Button } from '@/components/ui/button'
import { type AdjustmentRule, adjustmentRules, ruleWords } from '@/lib/domain/close/adjusting/rules'
import { type DatedRate, sourceWords } from '@/lib/domain/rates/dated-rate'
import { adjust } from './adjust-actions'

/** What is on file of a currency: at the end of the month before, and of this one. */
export type RateOffer = { carried: DatedRate | null; closing: DatedRate | null }
export type RateOffers = Partial<Record<string, RateOffer>>

/** An accrual needs a currency alone; a revaluation its two rates, their day and where they are from. */
type AdjustDialogProps = { month: string; offers: RateOffers; disabledReason: string | null }

export function AdjustDialog({ month, offers, disabledReason }: AdjustDialogProps) {
  const [open, setOpen] = useState(false)
  const [currency, setCurrency] = useState('')
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
                  <Input
                    name="currency"
                    maxLength={3}
                    placeholder="EUR"
                    required
                    onChange={(event) => setCurrency(event.currentTarget.value.trim().toLowerCase())}
                  />
                </Field>
                {rule === 'fx_revaluation' ? <RateFields key={currency} offer={offers[currency]} /> : null}
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

/** What is on file for the two month ends stands there already, and can be written over. */
function RateFields({ offer }: { offer: RateOffer | undefined }) {
  return (
    <>
      <Field
        label="Rate at which it is carried"
        hint={offer?.carried ? sayOffer(offer.carried) : 'Reporting currency for one of this currency.'}
      >
        <Input
          name="carriedRate"
          inputMode="decimal"
          placeholder="0.9130"
          defaultValue={offer?.carried?.rate}
          required
        />
      </Field>
      <Field
        label="Rate of the close"
        hint={offer?.closing ? sayOffer(offer.closing) : 'None is on file for this day.'}
      >
        <Input
          name="closingRate"
          inputMode="decimal"
          placeholder="0.9215"
          defaultValue={offer?.closing?.rate}
          required
        />
      </Field>
      <Field label="Of which day">
        <Input name="ratesOn" type="date" defaultValue={offer?.closing?.day} required />
      </Field>
      <Field label="Where the rates are from">
        <Input
          name="ratesOf"
          maxLength={100}
          placeholder="Central bank, reference rates"
          defaultValue={offer?.closing ? sourceWords[offer.closing.source] : undefined}
          required
        />
      </Field>
    </>
  )
}

function sayOffer({ day, source }: DatedRate): string {
  return `On file for ${day}, ${sourceWords[source]}.`
}
