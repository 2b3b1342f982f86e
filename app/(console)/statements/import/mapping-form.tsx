'use client'

import { ActForm } from '@/components/form/act-form'
import { Field, Input } from '@/components/form/field'
import { Refusal } from '@/components/form/refusal'
import { Button } from '@/components/ui/button'
import { statementEncodings } from '@/lib/domain/statements/encodings'
import { dayFormats } from '@/lib/domain/statements/written-day'
import { keepMapping } from '../actions'

const columns: readonly [name: string, label: string][] = [
  ['bookedOn', 'Booked day'],
  ['valueOn', 'Value day'],
  ['amount', 'Amount'],
  ['debit', 'or debit'],
  ['credit', 'and credit'],
  ['currency', 'Currency'],
  ['text', 'Text'],
  ['moreText', 'More text'],
  ['counterparty', 'From or to'],
  ['endToEndId', 'End-to-end id'],
  ['bankReference', 'Bank’s reference'],
  ['balance', 'Balance after it'],
]

/** How a bank writes its CSV files, saved under a name. */
export function MappingForm({ saved, disabledReason }: { saved: readonly string[]; disabledReason: string | null }) {
  return (
    <section className="card" aria-labelledby="mapping-title">
      <header>
        <h2 id="mapping-title">Save a mapping for CSV</h2>
      </header>
      <ActForm act={keepMapping} className="inner stackv">
        {({ state, busy }) => (
          <>
            <Field
              label="Name"
              hint={
                saved.length > 0
                  ? `Saved so far: ${saved.join(', ')}. The same name replaces it.`
                  : 'Such as that of the bank.'
              }
            >
              <Input name="name" maxLength={100} required />
            </Field>
            <Select
              name="delimiter"
              label="Between columns"
              choices={[
                [';', 'semicolon'],
                [',', 'comma'],
                ['\t', 'tab'],
                ['|', 'bar'],
              ]}
            />
            <Select
              name="decimal"
              label="Decimal sign"
              choices={[
                ['comma', '1.234,56'],
                ['point', '1,234.56'],
              ]}
            />
            <Select name="days" label="Days are written" choices={dayFormats.map((format) => [format, format])} />
            <Select
              name="sign"
              label="Money that came in is"
              choices={[
                ['as_written', 'positive'],
                ['inverted', 'negative'],
              ]}
            />
            <Select
              name="encoding"
              label="Encoding"
              choices={[
                ['', 'as the file says, else UTF-8'],
                ...statementEncodings.map((name) => [name, name.toUpperCase()] as const),
              ]}
            />
            <Field label="Lines above the head">
              <Input name="skipLines" type="number" min={0} max={100} defaultValue={0} required />
            </Field>
            <fieldset className="field stackv">
              <legend className="mb-1">Columns, by the names in the head of the file</legend>
              {columns.map(([name, label]) => (
                <Field key={name} label={label}>
                  <Input name={name} maxLength={200} autoComplete="off" required={name === 'bookedOn'} />
                </Field>
              ))}
            </fieldset>
            <Refusal state={state} />
            <div className="line">
              <Button type="submit" disabledReason={disabledReason} busy={busy}>
                {busy ? 'Saving …' : 'Save the mapping'}
              </Button>
            </div>
          </>
        )}
      </ActForm>
    </section>
  )
}

type SelectProps = { name: string; label: string; choices: readonly (readonly [value: string, words: string])[] }

function Select({ name, label, choices }: SelectProps) {
  return (
    <Field label={label}>
      <select className="input" name={name}>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
}
