'use client'

import { type CsvField, csvFields, neededFields } from '@/lib/domain/books/csv-fields'
import type { CsvMapping } from '@/lib/domain/books/csv-mapping'

export type MappingDraft = CsvMapping
type Source = NonNullable<CsvMapping['fields'][CsvField]>

const words: Record<CsvField, string> = {
  reference: 'Reference',
  kind: 'Kind',
  account: 'Stripe account',
  amount: 'Amount',
  currency: 'Currency',
  occurredAt: 'Occurred at',
  objectId: 'Stripe object',
  orderReference: 'Order',
  expectedAt: 'Expected at',
  seller: 'Seller',
  chargeType: 'Charge type',
  quoteCurrency: 'Quoted currency',
  quoteRate: 'Quoted rate',
}
const canBeFixed: readonly CsvField[] = ['kind', 'account', 'currency', 'chargeType', 'quoteCurrency']
const fixedMark = '\u0000fixed'

type MappingFieldsProps = { header: readonly string[]; draft: MappingDraft; change(draft: MappingDraft): void }

/** Where each field comes from: a column of the file, or one value for every line. */
export function MappingFields({ header, draft, change }: MappingFieldsProps) {
  const set = (field: CsvField, source: Source | null) => {
    const { [field]: _, ...rest } = draft.fields
    change({ ...draft, fields: source ? { ...rest, [field]: source } : rest })
  }
  return (
    <>
      <table className="tight">
        <caption className="sr">Where each field comes from</caption>
        <thead>
          <tr>
            <th>Field</th>
            <th>Column of the file</th>
          </tr>
        </thead>
        <tbody>
          {csvFields.map((field) => (
            <tr key={field}>
              <th scope="row" id={`map-${field}`}>
                {words[field]} {neededFields.includes(field) ? null : <span className="faint">if there is one</span>}
              </th>
              <td>
                <SourceChoice field={field} header={header} source={draft.fields[field]} set={set} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="line small">
        <span className="mute">Amounts are written in</span>
        <select
          className="input"
          value={draft.unit}
          onChange={(event) => change({ ...draft, unit: event.target.value === 'major' ? 'major' : 'minor' })}
        >
          <option value="minor">minor units, 1250</option>
          <option value="major">decimals, 12.50</option>
        </select>
      </label>
    </>
  )
}

type SourceChoiceProps = {
  field: CsvField
  header: readonly string[]
  source: Source | undefined
  set(field: CsvField, source: Source | null): void
}

function SourceChoice({ field, header, source, set }: SourceChoiceProps) {
  const fixed = source && 'fixed' in source ? source.fixed : null
  const value = fixed !== null ? fixedMark : source && 'column' in source ? source.column : ''
  const choose = (chosen: string) =>
    set(field, chosen === '' ? null : chosen === fixedMark ? { fixed: ' ' } : { column: chosen })
  return (
    <span className="line">
      <select
        className="input"
        aria-labelledby={`map-${field}`}
        value={value}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{neededFields.includes(field) ? 'choose …' : 'leave out'}</option>
        {header.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        {canBeFixed.includes(field) ? <option value={fixedMark}>the same for every line …</option> : null}
      </select>
      {fixed === null ? null : (
        <input
          className="input"
          aria-label={`${words[field]} of every line`}
          value={fixed.trim()}
          onChange={(event) => set(field, { fixed: event.target.value || ' ' })}
        />
      )}
    </span>
  )
}
