'use client'

import { ActForm, FormEnd } from '@/components/form/act-form'
import { Field, TextArea } from '@/components/form/field'
import { enteredSources, sourceWords } from '@/lib/domain/rates/dated-rate'
import { record } from './actions'

/** Rates as text, a line each: typed, or pasted from a sheet. */
export function RatesForm({ disabledReason }: { disabledReason: string | null }) {
  return (
    <ActForm act={record} className="stackv">
      {({ state, busy }) => (
        <>
          <Field
            label="Rates"
            hint="A line each: day, currency, currency, rate. One of the first is worth so many of the second."
          >
            <TextArea
              name="text"
              rows={8}
              spellCheck={false}
              className="font-mono"
              placeholder="2026-11-25, USD, EUR, 0.9215"
              required
            />
          </Field>
          <Field label="They are from">
            <select name="source" className="input" defaultValue="central_bank">
              {enteredSources.map((source) => (
                <option key={source} value={source}>
                  {sourceWords[source]}
                </option>
              ))}
            </select>
          </Field>
          <FormEnd state={state} busy={busy} label="Keep them" disabledReason={disabledReason} />
        </>
      )}
    </ActForm>
  )
}
