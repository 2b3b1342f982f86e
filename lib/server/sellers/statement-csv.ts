import { stringify } from 'csv-stringify/sync'
import { decimalFromMinor } from '@/lib/domain/money/decimal'
import { lineWords } from '@/lib/domain/sellers/statement'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import type { SellerStatement } from './seller-statement'
import { type RowsFilter, readRows } from './statement-rows'

const rowsPerPage = 1_000
/** A span that begins here begins with the first movement. */
const firstPayout = new Date(1_000)

/**
 * The statement and then every movement behind it, page by page. To be read in the snapshot in which the sums were, so that
 * the rows add up to the head whatever is stored meanwhile.
 */
export async function* statementCsv(
  sql: Sql,
  ctx: Ctx,
  statement: SellerStatement,
  name: string,
): AsyncIterable<Uint8Array> {
  const { currency } = statement
  yield lines([
    ['Seller', name],
    ['Account', statement.accountId],
    'month' in statement.span ? ['Month', statement.span.month] : ['Payout', statement.span.payoutId],
    ...(statement.from > firstPayout ? [['From', statement.from.toISOString()]] : []),
    ['Until before', statement.to.toISOString()],
    ['Time zone', statement.zone],
    ['As of', ctx.now.toISOString()],
    ['Currency', currency.toUpperCase()],
    [],
    ['Opening', decimal(statement.openingMinor, currency)],
    ...statement.lines.map(({ line, amountMinor }) => [lineWords[line], decimal(amountMinor, currency)]),
    ['Closing', decimal(statement.closingMinor, currency)],
    [],
    ['Created', 'Balance transaction', 'Category', 'Moved by', 'Amount', 'Fee', 'Net', 'Available on'],
  ])
  let before: RowsFilter['before']
  for (;;) {
    const rows = await readRows(sql, ctx, statement, statement, { limit: rowsPerPage, ...(before ? { before } : {}) })
    if (rows.length > 0) {
      yield lines(
        rows.map((row) => [
          row.created.toISOString(),
          row.id,
          row.category,
          row.sourceId ?? '',
          ...[row.amountMinor, row.feeMinor, row.netMinor].map((minor) => decimal(minor, currency)),
          row.availableOn.toISOString(),
        ]),
      )
    }
    const last = rows.at(-1)
    if (!last || rows.length < rowsPerPage) return
    before = { created: last.created, id: last.id }
  }
}

/** Sheets must compute nothing that a seller's name says. Amounts are digits, and a minus stays a minus. */
function lines(rows: readonly (readonly (string | Decimal)[])[]): Buffer {
  const text = stringify(rows as unknown as string[][], {
    escape_formulas: true,
    cast: { object: (value) => ({ value: String(value), escape_formulas: false }) },
  })
  return Buffer.from(text)
}

class Decimal {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text
  }
}

/** Major units with all their decimals; minor units where nobody knows how many decimals there are. */
function decimal(minor: bigint, currency: string): Decimal {
  const text = decimalFromMinor(minor, currency)
  return new Decimal(text.ok ? text.value : `${minor} (minor units)`)
}
