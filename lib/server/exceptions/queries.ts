import { ok, type Result } from '@/lib/domain/base/result'
import { type ExceptionState, exceptionStates, type Severity } from '@/lib/domain/exceptions/exception'
import type { FindingKind } from '@/lib/domain/reconciliation/finding'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type CursorPlace, openCursor, signCursor } from './cursor'
import { anyWay, type ExceptionFilter, whereOf } from './exception-filter'
import { pageSql } from './page-sql'
import type { ExceptionRow } from './rows'

export type ExceptionSort = 'due' | 'closed' | 'amount' | 'opened' | 'severity'
export type SortDirection = 'asc' | 'desc'
export type ListInput = {
  filter: ExceptionFilter
  sort: ExceptionSort
  direction: SortDirection
  cursor?: string
  /** 1 to 200. */
  limit: number
}
export type ExceptionPage = { rows: ExceptionRow[]; next: string | null; previous: string | null }

const columns: Record<ExceptionSort, { name: string; type: string; value(row: ExceptionRow): string }> = {
  due: { name: 'due_at', type: 'timestamptz', value: (row) => row.dueAt.toISOString() },
  // Only for states in which it is known: an unknown instant has no place in an order.
  closed: { name: 'closed_at', type: 'timestamptz', value: (row) => row.closedAt?.toISOString() ?? '' },
  opened: { name: 'opened_at', type: 'timestamptz', value: (row) => row.openedAt.toISOString() },
  amount: { name: 'amount_minor', type: 'bigint', value: (row) => row.amountMinor.toString() },
  severity: { name: 'severity', type: 'int', value: (row) => row.severity.toString() },
}

/** One page of the queue. Keyset: the cost of a page does not grow with its depth. */
export function listExceptions(ctx: Ctx, input: ListInput): Promise<Result<ExceptionPage, 'bad_cursor'>> {
  return inSql(ctx, (sql) => exceptionsIn(sql, ctx, input))
}

/** The same within a transaction. */
export async function exceptionsIn(sql: Sql, ctx: Ctx, input: ListInput): Promise<Result<ExceptionPage, 'bad_cursor'>> {
  const scope = { list: 'exceptions', m: ctx.actor.marketplaceId, f: input.filter, s: input.sort, d: input.direction }
  const opened = input.cursor === undefined ? ok(null) : openCursor(scope, input.cursor)
  if (!opened.ok) return opened
  const place: CursorPlace | null = opened.value
  const limit = Math.min(Math.max(Math.trunc(input.limit), 1), 200)
  const page = pageOf(ctx, input, place, limit + 1)
  const found = await sql.rows<ExceptionRow>(page.sql, page.params)
  const more = found.length > limit
  const rows = found.slice(0, limit)
  if (place?.backward) rows.reverse()
  const cursor = (row: ExceptionRow | undefined, backward: boolean) =>
    row ? signCursor(scope, { value: columns[input.sort].value(row), id: row.id, backward }) : null
  return ok({
    rows,
    next: more || place?.backward ? cursor(rows.at(-1), false) : null,
    previous: (place?.backward ? more : place !== null) ? cursor(rows[0], true) : null,
  })
}

function pageOf(ctx: Ctx, input: ListInput, after: CursorPlace | null, limit: number) {
  const { states, ...rest } = input.filter
  const { name: column, type } = columns[input.sort]
  const ascending = (input.direction === 'asc') !== (after?.backward ?? false)
  const where = whereOf(rest, ctx.actor.marketplaceId, ctx.now)
  const asked = [...new Set(states?.length ? states : exceptionStates)]
  return pageSql(where, asked, { column, type, after, ascending, limit })
}

export type ExceptionCounts = {
  total: number
  /** True where there are more than were counted: show "10,000+". */
  capped: boolean
  byKind: Partial<Record<FindingKind, number>>
  bySeverity: Partial<Record<Severity, number>>
  byState: Partial<Record<ExceptionState, number>>
}
export const countCap = 10_000

/** How many lines a filter leaves, by kind, severity and state; counting stops at the cap. */
export async function countExceptions(ctx: Ctx, filter: ExceptionFilter): Promise<ExceptionCounts> {
  const where = whereOf(filter, ctx.actor.marketplaceId, ctx.now)
  type Group = { kind: FindingKind; severity: Severity; state: ExceptionState; n: number }
  const groups = await inSql(ctx, (sql) =>
    sql.rows<Group>(
      `SELECT kind, severity, state, count(*)::int AS n FROM (
         SELECT e.kind, e.severity, e.state FROM recon_exception e WHERE ${where.sql} AND ${anyWay(where.ways, 'e')} LIMIT ${countCap + 1}) capped
       GROUP BY kind, severity, state`,
      where.params,
    ),
  )
  const counts: ExceptionCounts = { total: 0, capped: false, byKind: {}, bySeverity: {}, byState: {} }
  for (const { kind, severity, state, n } of groups) {
    counts.total += n
    counts.byKind[kind] = (counts.byKind[kind] ?? 0) + n
    counts.bySeverity[severity] = (counts.bySeverity[severity] ?? 0) + n
    counts.byState[state] = (counts.byState[state] ?? 0) + n
  }
  counts.capped = counts.total > countCap
  counts.total = Math.min(counts.total, countCap)
  return counts
}

export type CurrencyFigure = { currency: string; open: number; amountMinor: bigint; oldestOpenedAt: Date }
export type HeadFigures = { open: number; waiting: number; oldestOpenedAt: Date | null; byCurrency: CurrencyFigure[] }

/** "41 open · USD 18,240.15 unexplained · oldest 3 d": currencies are never added together. */
export async function headFigures(ctx: Ctx): Promise<HeadFigures> {
  type Figure = CurrencyFigure & { state: ExceptionState }
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Figure>(
      `SELECT state, currency, count(*)::int AS open, sum(amount_minor)::bigint AS "amountMinor",
         min(opened_at) AS "oldestOpenedAt"
       FROM recon_exception WHERE marketplace_id = $1 AND state IN ('open', 'waiting')
       GROUP BY state, currency ORDER BY open DESC, currency`,
      [ctx.actor.marketplaceId],
    ),
  )
  const open = rows.filter((row) => row.state === 'open').map(({ state: _, ...figure }) => figure)
  const waiting = rows.filter((row) => row.state === 'waiting')
  const count = (figures: { open: number }[]) => figures.reduce((sum, figure) => sum + figure.open, 0)
  const oldest = open.map((figure) => figure.oldestOpenedAt).sort((a, b) => a.getTime() - b.getTime())[0]
  return { open: count(open), waiting: count(waiting), oldestOpenedAt: oldest ?? null, byCurrency: open }
}
