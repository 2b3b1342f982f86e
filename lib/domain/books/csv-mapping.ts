import { z } from 'zod'
import { ok, type Result, refuse } from '../base/result'
import { type DecimalRefusal, minorFromDecimal } from '../money/decimal'
import { csvFields, neededFields } from './csv-fields'
import type { LineError } from './line-error'

const source = z.union([z.strictObject({ column: z.string().min(1) }), z.strictObject({ fixed: z.string().min(1) })])

/** Where each field comes from: a column, or one value for every line. `major`: amounts are written as 12.50. */
export const csvMapping = z
  .strictObject({ unit: z.enum(['minor', 'major']), fields: z.partialRecord(z.enum(csvFields), source) })
  .refine(({ fields }) => neededFields.every((field) => fields[field]), {
    error: 'A field that is needed has no source',
  })
export type CsvMapping = z.infer<typeof csvMapping>

/** One line of the file as the API would take it: absent where the cell is empty. */
export function recordFromCells(
  cells: Readonly<Record<string, string | undefined>>,
  { unit, fields }: CsvMapping,
): Result<Record<string, unknown>, DecimalRefusal> {
  const record: Record<string, unknown> = {}
  for (const field of csvFields) {
    const from = fields[field]
    const text = from && ('fixed' in from ? from.fixed : cellOf(cells, from.column))?.trim()
    if (text) record[field] = field === 'currency' || field === 'quoteCurrency' ? text.toLowerCase() : text
  }
  const { amount, quoteCurrency, quoteRate, ...plain } = record
  // Half a quote is refused by the schema, which says what is missing.
  const rest = quoteCurrency || quoteRate ? { ...plain, quote: { currency: quoteCurrency, rate: quoteRate } } : plain
  if (typeof amount !== 'string') return ok(rest)
  if (unit === 'minor') return ok({ ...rest, amountMinor: amount })
  const minor = minorFromDecimal(amount, String(record.currency ?? ''))
  return minor.ok ? ok({ ...rest, amountMinor: String(minor.value) }) : refuse(minor.reason)
}

/** A short line has no cell for each column, and a column may be called like something that every object has. */
function cellOf(cells: Readonly<Record<string, string | undefined>>, column: string): string | undefined {
  return Object.hasOwn(cells, column) ? cells[column] : undefined
}

const amountWords: Record<DecimalRefusal, [message: string, fix: string]> = {
  unknown_currency: ['amount cannot be read: its currency is not known', 'Write the code as Stripe does: "usd".'],
  malformed: ['amount is not a decimal number', 'Write digits and a point, without grouping or a sign of currency.'],
  too_many_decimals: ['amount has more decimals than its currency', 'Nothing is rounded: write the exact amount.'],
  too_large: ['amount is too large', 'Check the column: is it an amount?'],
}

export function amountError(line: number, reason: DecimalRefusal): LineError {
  const [message, fix] = amountWords[reason]
  return { line, field: 'amount', code: 'invalid', message, fix }
}
