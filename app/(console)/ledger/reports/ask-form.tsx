'use client'

import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { askForMonth } from './actions'

type AskFormProps = { months: readonly string[]; disabledReason: string | null }

/** Rows, payouts and ends of a month: of the platform and of its sellers together, or of one seller. */
export function AskForm({ months, disabledReason }: AskFormProps) {
  return (
    <section className="card" aria-labelledby="ask-title">
      <header>
        <h2 id="ask-title">Ask Stripe</h2>
      </header>
      <ActForm act={askForMonth} className="inner stackv">
        {({ state, busy }) => (
          <>
            <Field label="Month" hint="In UTC; the running month up to yesterday.">
              <select className="input" name="month">
                {months.map((month) => (
                  <option key={month}>{month}</option>
                ))}
              </select>
            </Field>
            <Field label="Seller" hint="Empty: the platform, and all sellers together.">
              <Input name="seller" placeholder="acct_…" spellCheck={false} />
            </Field>
            <Refusal state={state} />
            <div className="line">
              <Button
                type="submit"
                variant={disabledReason ? 'plain' : 'primary'}
                busy={busy}
                disabledReason={disabledReason}
              >
                Ask Stripe for this month’s reports
              </Button>
            </div>
          </>
        )}
      </ActForm>
    </section>
  )
}
