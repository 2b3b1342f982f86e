import { checksOf } from '@/lib/domain/close/can-close'
import type { Check } from '@/lib/domain/close/check'
import type { AccountMonth } from '@/lib/domain/close/facts'
import { entity, firstDay, type Month, type Scope } from '@/lib/domain/close/period'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { calendarOf, type LoadedPeriod, loadPeriod } from './load-facts'
import { bookedDay, inScope } from './period-sums'
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

export type MonthRow = { month: Month; postings: bigint; period: PeriodRow | null; late: bigint }

/** The months in which money moved, or for which somebody asked, newest first. */
export async function listMonths(ctx: Ctx, scope: Scope = entity, limit = 36): Promise<MonthRow[]> {
  return inSql(ctx, async (sql) => {
    const { zone } = await calendarOf(sql, ctx.actor.marketplaceId, '2000-01' as Month)
    const moved = await sql.rows<{ month: Month; postings: bigint; late: bigint }>(
      `SELECT to_char(${bookedDay}, 'YYYY-MM') AS month, count(*) AS postings, count(*) FILTER (WHERE p.late) AS late
       FROM ledger_posting p WHERE ${inScope('p')} GROUP BY 1 ORDER BY 1 DESC LIMIT $4`,
      [ctx.actor.marketplaceId, scope, zone, limit],
    )
    const stored = await sql.rows<StoredPeriod>(
      `SELECT ${periodColumns} FROM close_period WHERE marketplace_id = $1 AND scope = $2 ORDER BY month DESC LIMIT $3`,
      [ctx.actor.marketplaceId, scope, limit],
    )
    const periods = new Map(stored.map((row) => [row.month, periodFromRow(row)]))
    const months = new Map(moved.map((row) => [row.month, row]))
    return [...new Set([...months.keys(), ...periods.keys()])]
      .sort((a, b) => (a < b ? 1 : -1))
      .map((month) => ({
        month,
        postings: months.get(month)?.postings ?? 0n,
        late: months.get(month)?.late ?? 0n,
        period: periods.get(month) ?? null,
      }))
  })
}

export type PeriodView = LoadedPeriod & { period: PeriodRow | null; checks: Check[] }

/** One month as it stands now: its facts, and what the checks say of them. */
export async function viewPeriod(ctx: Ctx, key: PeriodKey): Promise<PeriodView> {
  return inSql(ctx, async (sql) => {
    const period = await readPeriod(sql, ctx, key)
    const loaded = await loadPeriod(
      sql,
      ctx,
      key,
      (period?.named ?? []).map(({ number }) => number.toString()),
    )
    return { ...loaded, period, checks: checksOf(loaded.facts, loaded.named, ctx.now) }
  })
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
