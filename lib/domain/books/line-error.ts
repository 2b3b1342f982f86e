import { z } from 'zod'

/** What is wrong with one line of an import, and what to do about it. Lines count from 1. */
export const lineError = z
  .strictObject({
    line: z.int().min(1),
    field: z.string().nullable().meta({ description: 'Path of the field; null where the line as a whole is meant.' }),
    code: z.enum(['invalid', 'unknown_field', 'not_an_object', 'reference_conflict', 'unreadable']),
    message: z.string().meta({ description: 'What is wrong.' }),
    fix: z.string().meta({ description: 'What to do.' }),
  })
  .meta({ id: 'LineError' })
export type LineError = z.infer<typeof lineError>

/** A line that parsed, with its number. */
export type GoodLine<T> = { line: number; value: T }
export type ParsedLines<T> = { good: GoodLine<T>[]; errors: LineError[] }

/** Parses each value by the schema; `firstLine` is the number of the first one. */
export function parseLines<T>(schema: z.ZodType<T>, values: readonly unknown[], firstLine = 1): ParsedLines<T> {
  const parsed: ParsedLines<T> = { good: [], errors: [] }
  for (const [index, value] of values.entries()) {
    const line = firstLine + index
    const long = longList(value)
    const result = long === null ? schema.safeParse(value) : null
    if (result?.success) parsed.good.push({ line, value: result.data })
    else parsed.errors.push(...(result ? firstErrors(result.error.issues, line) : [tooLong(line, long ?? '')]))
  }
  return parsed
}

/** More than any list of a record may hold: such a one is not even looked through. */
const mostItems = 1000

function longList(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  for (const [field, item] of Object.entries(value)) if (Array.isArray(item) && item.length > mostItems) return field
  return null
}

function tooLong(line: number, name: string): LineError {
  const field = quoted(name)
  return { line, field, code: 'invalid', message: `${field} has more than ${mostItems} items`, fix: fixOf([field]) }
}

/** A line that is wrong a thousand times over is told of so many; the rest shows once these are mended. */
const errorsPerLine = 20
/** What is quoted of a name that nobody knows: it may be of any length. */
const quotedLength = 100

function firstErrors(issues: readonly z.core.$ZodIssue[], line: number): LineError[] {
  const errors: LineError[] = []
  for (const issue of issues) {
    if (errors.length >= errorsPerLine) break
    errors.push(...errorsOf(issue, line))
  }
  return errors.slice(0, errorsPerLine)
}

function errorsOf(issue: z.core.$ZodIssue, line: number): LineError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, errorsPerLine)
      .map(quoted)
      .map((key) => ({
        line,
        field: [...issue.path, key].join('.'),
        code: 'unknown_field' as const,
        message: `${key} is not a field of this record`,
        fix: 'Remove it, or check its spelling against /api/v1/openapi.json.',
      }))
  }
  const field = issue.path.join('.')
  if (field === '') {
    const message = 'This line is not a JSON object'
    return [{ line, field: null, code: 'not_an_object', message, fix: 'Send one object per line.' }]
  }
  return [{ line, field, code: 'invalid', message: `${field} ${issue.message}`, fix: fixOf(issue.path) }]
}

function quoted(name: string): string {
  return name.length > quotedLength ? `${name.slice(0, quotedLength)}…` : name
}

function fixOf(path: readonly PropertyKey[]): string {
  const name = String(path.findLast((step) => typeof step === 'string') ?? '')
  return fixes[name] ?? 'See the description of this field in /api/v1/openapi.json.'
}

const fixes: Record<string, string> = {
  reference: 'Give your own reference, 1 to 200 characters.',
  kind: 'Name one of the kinds in /api/v1/openapi.json.',
  account: 'Give the Stripe account on whose balance the money moves: acct_…',
  seller: 'Give the seller’s Stripe account: acct_…',
  amountMinor: 'Write minor units as text: USD 12.50 is "1250", JPY 12 is "12", KWD 1.250 is "1250".',
  fromMinor: 'Write minor units as text: "0" for the first band.',
  fixedMinor: 'Write minor units as text: "0" where nothing is fixed.',
  rateBp: 'Write basis points as a whole number: 8.5 % is 850.',
  currency: 'Write the code as Stripe does: "usd".',
  occurredAt: 'Write 2026-11-23T10:00:00Z, or with an offset.',
  expectedAt: 'Write 2026-11-23T10:00:00Z, or leave it out.',
  validFrom: 'Write 2026-11-23T00:00:00Z, or with an offset.',
  shares: 'Give each seller once: [{"seller": "acct_…", "amountMinor": "1000"}].',
  quote: 'Give it to a sale, as {"currency": "eur", "rate": "0.92"}, or leave it out.',
  rate: 'Write minor units for one minor unit, as text: "0.92".',
  bands: 'Give each currency and fromMinor once.',
  refundPolicy: 'Say "kept" or "returned".',
  disputePolicy: 'Say "recovered" or "absorbed", or leave it out.',
}
