import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { csvLines, decimalCell } from '../../documents/csv'
import { bookedDay, inMonth, type PeriodPlace, placeParams } from '../period-sums'
import { listClosedBalances } from '../queries'
import type { PeriodRow } from '../rows'

export type PopulationRow = {
  moneyKey: string
  accountId: string
  id: string
  transactionId: string
  day: string
  debit: string
  credit: string
  amountMinor: bigint
  currency: string
  occurredAt: Date
  late: boolean
}

export const populationColumns = `p.money_key AS "moneyKey", p.account_id AS "accountId", p.id, p.transaction_id AS "transactionId",
  (${bookedDay})::text AS day, p.debit, p.credit, p.amount_minor AS "amountMinor", p.currency, p.occurred_at AS "occurredAt", p.late`
/** The order of the primary key: a page begins where the last one ended, whatever the month holds. */
export const populationOrder = 'p.money_key, p.account_id, p.id'
const pageRows = 5_000

export function placeOf(ctx: Ctx, { scope, month, zone }: PeriodRow): PeriodPlace {
  return { marketplaceId: ctx.actor.marketplaceId, scope, month, zone }
}

/** Every posting of the month, page by page. */
export async function* walkPopulation(ctx: Ctx, period: PeriodRow): AsyncIterable<PopulationRow[]> {
  const params = placeParams(placeOf(ctx, period))
  let after = ['', '', '']
  for (;;) {
    const from = after
    const rows = await inSql(ctx, (sql) =>
      sql.rows<PopulationRow>(
        `SELECT ${populationColumns} FROM ledger_posting p WHERE ${inMonth} AND (${populationOrder}) > ($6, $7, $8)
         ORDER BY ${populationOrder} LIMIT ${pageRows}`,
        [...params, ...from],
      ),
    )
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return
    after = [last.moneyKey, last.accountId, last.id]
  }
}

/**
 * The population with its proof of completeness: what the file counts while it is written must be what was closed, by
 * number and by sum; otherwise it breaks off and is no file.
 */
export async function* populationCsv(ctx: Ctx, period: PeriodRow): AsyncIterable<Uint8Array> {
  yield csvLines([
    ['Posting', 'Transaction', 'Account', 'Day', 'Debit', 'Credit', 'Amount', 'Currency', 'Occurred', 'Late'],
  ])
  const sums = new Map<string, bigint>()
  let count = 0n
  for await (const rows of walkPopulation(ctx, period)) {
    for (const { currency, amountMinor } of rows) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor)
    count += BigInt(rows.length)
    yield csvLines(rows.map(lineOf))
  }
  const closed = await closedSums(ctx, period)
  assertComplete(period, count, sums, closed)
  yield csvLines([
    [],
    ['Rows in this file', count.toString()],
    ['Postings as closed', period.postings.toString()],
    ...[...sums].flatMap(([currency, minor]) => [
      [`Sum of amounts, ${currency.toUpperCase()}`, decimalCell(minor, currency)],
      [`Debits as closed, ${currency.toUpperCase()}`, decimalCell(closed.get(currency) ?? 0n, currency)],
    ]),
    ['Digest of the postings', period.postingsDigest],
    ['Audit hash', period.auditHash ?? ''],
  ])
}

function lineOf(row: PopulationRow) {
  const { id, transactionId, accountId, day, debit, credit, amountMinor, currency, occurredAt, late } = row
  const amount = decimalCell(amountMinor, currency)
  const at = occurredAt.toISOString()
  return [id, transactionId, accountId, day, debit, credit, amount, currency.toUpperCase(), at, late ? 'late' : '']
}

/** Every posting debits one account: the debits of all accounts are the amounts of all postings. */
async function closedSums(ctx: Ctx, period: PeriodRow): Promise<Map<string, bigint>> {
  const sums = new Map<string, bigint>()
  for (const { currency, debitMinor } of await listClosedBalances(ctx, period)) {
    if (debitMinor > 0n) sums.set(currency, (sums.get(currency) ?? 0n) + debitMinor)
  }
  return sums
}

function assertComplete(
  { month, postings }: PeriodRow,
  count: bigint,
  sums: ReadonlyMap<string, bigint>,
  closed: ReadonlyMap<string, bigint>,
): void {
  if (count !== postings) throw new Error(`${month}: ${count} postings were written, ${postings} were closed`)
  for (const currency of new Set([...sums.keys(), ...closed.keys()])) {
    if (sums.get(currency) !== closed.get(currency))
      throw new Error(`${month}: the sum in ${currency} is not as closed`)
  }
}
