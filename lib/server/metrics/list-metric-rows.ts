import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { Measure, MetricChargeType } from '@/lib/domain/metrics/measures'
import { categoriesOf, metricDelta } from '@/lib/domain/metrics/metric-deltas'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type Books, loadBooks, sourceJoin, tieToFamilies, transactionColumns } from '../ledger/load-movements'
import type { TransactionRow } from '../ledger/rows'

export type MetricFilter = {
  day: CalendarDay
  currency: string
  measure: Measure
  chargeType?: MetricChargeType
  after?: MetricCursor
  limit?: number
}
export type MetricCursor = { created: Date; id: string }

/** One balance transaction and what it added to the figure; the amounts of all pages add up to the figure. */
export type MetricRow = {
  id: string
  accountId: string
  moneyKey: string
  category: string
  chargeType: MetricChargeType
  sellerId: string | null
  created: Date
  currency: string
  addedMinor: bigint
}
export type MetricPage = { rows: MetricRow[]; next: MetricCursor | null }

const readAhead = 500

/**
 * The rows behind one figure of one day. SQL finds the day's candidates, the domain says what each one adds: the very
 * function that made the figure, so the page and the sum cannot disagree.
 */
export async function listMetricRows(ctx: Ctx, filter: MetricFilter): Promise<MetricPage> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200)
  return inSql(ctx, async (sql) => {
    const books = await loadBooks(sql, ctx.actor.marketplaceId)
    const found: MetricRow[] = []
    let after = filter.after ?? null
    for (;;) {
      const candidates = await loadCandidates(sql, books, filter, after)
      for (const row of await addedBy(sql, books, filter, candidates)) {
        found.push(row)
        if (found.length === limit) return { rows: found, next: cursorOf(row) }
      }
      const last = candidates.at(-1)
      if (!last || candidates.length < readAhead) return { rows: found, next: null }
      after = cursorOf(last)
    }
  })
}

function cursorOf({ created, id }: MetricCursor): MetricCursor {
  return { created, id }
}

async function addedBy(
  sql: Sql,
  books: Books,
  filter: MetricFilter,
  candidates: readonly TransactionRow[],
): Promise<MetricRow[]> {
  const loaded = await tieToFamilies(sql, books, candidates)
  return loaded.flatMap(({ row, movement }) => {
    const cell = movement.ok ? metricDelta(movement.value, books.reportingZone) : null
    if (!movement.ok || !cell || cell.day !== filter.day || cell.currency !== filter.currency) return []
    if (filter.chargeType !== undefined && cell.chargeType !== filter.chargeType) return []
    const { id, accountId, moneyKey, category, created } = row
    const { chargeType, currency } = cell
    const addedMinor = cell[filter.measure]
    return [
      {
        id,
        accountId,
        moneyKey,
        category,
        created,
        chargeType,
        currency,
        sellerId: movement.value.sellerId,
        addedMinor,
      },
    ]
  })
}

/** The day in the reporting zone is cut in SQL as well, so that an index carries the read; queued rows are not counted yet. */
async function loadCandidates(
  sql: Sql,
  { marketplaceId, reportingZone }: Books,
  { day, measure }: MetricFilter,
  after: MetricCursor | null,
): Promise<TransactionRow[]> {
  return sql.rows<TransactionRow>(
    `SELECT ${transactionColumns}, true AS posted FROM (
       SELECT * FROM balance_transaction t
       WHERE t.marketplace_id = $1 AND t.reporting_category = ANY($2::text[])
         AND t.created >= $3::date::timestamp AT TIME ZONE $4
         AND t.created < ($3::date + 1)::timestamp AT TIME ZONE $4
         AND (t.created, t.id) > ($5::timestamptz, $6)
         AND NOT EXISTS (SELECT FROM posting_queue q WHERE q.money_key = t.money_key
           AND q.marketplace_id = t.marketplace_id AND q.account_id = t.account_id AND q.balance_transaction_id = t.id)
       ORDER BY t.created, t.id LIMIT $7) b
     ${sourceJoin} ORDER BY b.created, b.id`,
    [
      marketplaceId,
      categoriesOf(measure),
      day,
      reportingZone,
      after?.created ?? '-infinity',
      after?.id ?? '',
      readAhead,
    ],
  )
}
