'use client'

import { ActForm, FormEnd } from '@/components/form/act-form'
import { Field, Input, TextArea } from '@/components/form/field'
import { draft } from './actions'

export type ContractStart = {
  seller: string
  tier: string
  refundPolicy: 'kept' | 'returned'
  disputePolicy: 'recovered' | 'absorbed'
  bands: string
}

/** Begins with what the seller has now, where one was chosen. */
export function ContractForm({
  start,
  today,
  disabledReason,
}: {
  start: ContractStart
  today: string
  disabledReason: string | null
}) {
  return (
    <ActForm act={draft} className="stackv">
      {({ state, busy }) => (
        <>
          <Field label="Seller" hint="The account, acct_…; empty: every seller who has no contract of their own.">
            <Input name="seller" className="font-mono" defaultValue={start.seller} maxLength={255} />
          </Field>
          <Field label="Name">
            <Input name="tier" defaultValue={start.tier} maxLength={100} required />
          </Field>
          <Field
            label="Rates"
            hint="A line each: currency, amount from which it counts, per cent, fixed part. The whole amount pays it."
          >
            <TextArea
              name="bands"
              rows={4}
              spellCheck={false}
              className="font-mono"
              placeholder="USD, 0, 12.5 %, 0.25"
              defaultValue={start.bands}
              required
            />
          </Field>
          <div className="line wrap">
            <Field label="On a refund the fee is">
              <select name="refundPolicy" className="input" defaultValue={start.refundPolicy}>
                <option value="kept">kept</option>
                <option value="returned">returned to the seller</option>
              </select>
            </Field>
            <Field label="A lost dispute is">
              <select name="disputePolicy" className="input" defaultValue={start.disputePolicy}>
                <option value="absorbed">borne by the platform</option>
                <option value="recovered">recovered from the seller</option>
              </select>
            </Field>
            <Field label="To hold from">
              <Input type="date" name="from" min={today} defaultValue={today} required />
            </Field>
          </div>
          <FormEnd state={state} busy={busy} label="Keep the draft" disabledReason={disabledReason} />
        </>
      )}
    </ActForm>
  )
}
