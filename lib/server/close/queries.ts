import { checksOf } from '@/lib/domain/close/can-close'
import type { Check } from '@/lib/domain/close/check'
import type { AccountMonth, PeriodFacts } from '@/lib/domain/close/facts'
import { isClosed } from '@/lib/domain/close/lifecycle'
import { entity, firstDay, type Month, type Scope } from '@/lib/domain/close/period'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { loadFacts, loadPeriod } from './load-facts'
import { type Digest, inScope } from './period-sums'
import { type PeriodRow, periodColumns, periodFromRow, type StoredPeriod } from './rows'

export type PeriodKey = { scope: Scope; month: Month }

/** One month's row, locked until the end of the transaction; null where nobody has asked yet. */
export async function lockPeriod(sql: Sql, ctx: Ctx, key: PeriodKey): Promise<PeriodRow | null> {
  return readPeriod(sql, ctx, key, 'FOR UPDATE')
}

async function readPeriod(sql: Sql, ctx: Ctx, { scope, month }: PeriodKey, lock = ''): Promise<PeriodRow | null> {
  const [row] = await sql.rows<StoredPeriod>(
    `SELECT ${periodColumns} FROM close_period WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date ${lock}`,
    [ctx.actor.marketplaceId, scope, firstDay(month)],
  )
  return row ? periodFromRow(row) : null
}

export async function getPeriod(ctx: Ctx, key: PeriodKey): Promise<PeriodRow | null> {
  return inSql(ctx, (sql) => readPeriod(sql, ctx, key))
}

/** Whether no later month of the scope, or of the entity above it, is closed. */
export async function isLastClosed(sql: Sql, ctx: Ctx, { scope, month }: PeriodKey): Promise<boolean> {
  const [row] = await sql.rows<{ later: boolean }>(
    `SELECT EXISTS (SELECT FROM close_period WHERE marketplace_id = $1 AND state IN ('closed', 'reopen_asked')
       AND (scope = $2 AND month > $3::date OR scope = '${entity}' AND $2 <> '${entity}' AND month >= $3::date)) AS later`,
    [ctx.actor.marketplaceId, scope, firstDay(month)],
  )
  return row?.later === false
}

export async function isLastClosedMonth(ctx: Ctx, key: PeriodKey): Promise<boolean> {
  return inSql(ctx, (sql) => isLastClosed(sql, ctx, key))
}

export type MonthRow = { month: Month; period: PeriodRow | null; late: bigint }

/** Every month from the first movement to now, newest first. Two looks into an index: no ledger is counted for a list. */
export async function listMonths(ctx: Ctx, scope: Scope = entity): Promise<MonthRow[]> {
  return inSql(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    const moved = await sql.rows<{ month: Month }>(
      `SELECT to_char(day, 'YYYY-MM') AS month FROM marketplace m
       CROSS JOIN LATERAL (SELECT min(b.created) AS first, max(b.created) AS last FROM balance_transaction b WHERE ${inScope('b')}) b
       CROSS JOIN LATERAL generate_series(date_trunc('month', b.first AT TIME ZONE m.reporting_zone),
         greatest(b.last, $3::timestamptz) AT TIME ZONE m.reporting_zone, interval '1 month') AS day
       WHERE m.id = $1 ORDER BY day DESC LIMIT 240`,
      [marketplaceId, scope, ctx.now],
    )
    const stored = await sql.rows<StoredPeriod>(
      `SELECT ${periodColumns} FROM close_period WHERE marketplace_id = $1 AND scope = $2 ORDER BY month DESC LIMIT 240`,
      [marketplaceId, scope],
    )
    const late = await sql.rows<{ month: Month; n: bigint }>(
      `SELECT to_char(p.posted_on, 'YYYY-MM') AS month, count(*) AS n FROM ledger_posting p WHERE ${inScope('p')} AND p.late GROUP BY 1`,
      [marketplaceId, scope],
    )
    const periods = new Map(stored.map((row) => [row.month, periodFromRow(row)]))
    const lateIn = new Map(late.map(({ month, n }) => [month, n]))
    return moved.map(({ month }) => ({ month, period: periods.get(month) ?? null, late: lateIn.get(month) ?? 0n }))
  })
}

export type PeriodView = {
  facts: Pick<PeriodFacts, 'zone' | 'basis' | 'accounts'>
  /** Null while nobody has asked: an open month is not hashed for a look at it. */
  digest: Digest | null
  period: PeriodRow | null
  checks: Check[]
  /** While somebody waits for a second person: whether it is still what they saw. */
  unchanged: boolean
}

/** A closed month as it was closed; an open one as it stands now. */
export async function viewPeriod(ctx: Ctx, key: PeriodKey): Promise<PeriodView> {
  const period = await getPeriod(ctx, key)
  if (period && isClosed(period.state)) return closedView(ctx, period)
  return inSql(ctx, async (sql) => {
    const numbers = (period?.named ?? []).map(({ number }) => number.toString())
    if (period?.state !== 'asked') {
      const { facts, named } = await loadFacts(sql, ctx, key, numbers)
      return { facts, digest: null, period, checks: checksOf(facts, named, ctx.now), unchanged: false }
    }
    const { facts, named, digest, seenHash } = await loadPeriod(sql, ctx, key, numbers)
    return { facts, digest, period, checks: checksOf(facts, named, ctx.now), unchanged: period.seenHash === seenHash }
  })
}

async function closedView(ctx: Ctx, period: PeriodRow): Promise<PeriodView> {
  const { scope, month, zone, basis, checks, postings, postingsDigest } = period
  const [accounts, months] = [await listClosedBalances(ctx, { scope, month }), await listMonths(ctx, scope)]
  const late = months.find((row) => row.month === month)?.late ?? 0n
  const digest = { postings, late, digest: postingsDigest }
  return { facts: { zone, basis, accounts }, digest, period, checks, unchanged: false }
}

/** What was closed, account by account; empty where it never was. */
export async function listClosedBalances(ctx: Ctx, { scope, month }: PeriodKey): Promise<AccountMonth[]> {
  return inSql(ctx, (sql) =>
    sql.rows<AccountMonth>(
      `SELECT ledger_account AS "ledgerAccount", b.currency, opening_minor AS "openingMinor", debit_minor AS "debitMinor",
         credit_minor AS "creditMinor", closing_minor AS "closingMinor"
       FROM close_balance b JOIN close_period p USING (marketplace_id, scope, month, revision)
       WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date ORDER BY ledger_account COLLATE "C", b.currency`,
      [ctx.actor.marketplaceId, scope, firstDay(month)],
    ),
  )
}

export type Explanation = { number: bigint; kind: string; accountId: string; currency: string; amountMinor: bigint }

/** Open exceptions by which somebody may explain a residual: those of its account and currency, its own finding first. */
export async function listExplanations(ctx: Ctx, scope: Scope): Promise<Explanation[]> {
  return inSql(ctx, (sql) =>
    sql.rows<Explanation>(
      `SELECT e.number, e.kind, e.account_id AS "accountId", e.currency, e.amount_minor AS "amountMinor" FROM recon_exception e
       WHERE ${inScope('e')} AND e.state = 'open' AND EXISTS (SELECT FROM balance_proof p
         WHERE p.marketplace_id = e.marketplace_id AND p.account_id = e.account_id AND p.currency = e.currency AND p.state = 'residual')
       ORDER BY e.kind = 'UNEXPLAINED_RESIDUAL' DESC, e.amount_minor DESC, e.number LIMIT 50`,
      [ctx.actor.marketplaceId, scope],
    ),
  )
}

/** The accounts whose books the entity keeps itself; a seller's are reached by its id. */
export async function listOwnAccounts(ctx: Ctx): Promise<string[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<{ accountId: string }>(
      'SELECT DISTINCT account_id AS "accountId" FROM provider_connection WHERE marketplace_id = $1 ORDER BY 1',
      [ctx.actor.marketplaceId],
    ),
  )
  return rows.map(({ accountId }) => accountId)
}
