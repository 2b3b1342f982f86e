import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { DailyCost } from '@/lib/domain/metrics/costs'
import type { DailyMetric } from '@/lib/domain/metrics/measures'
import type { DatedRate } from '@/lib/domain/rates/dated-rate'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { ratesIn } from '../rates/rates-in'
import { type DayRange, dailyMetrics } from './queries'

/** What the platform spent, day by day, by the ledger's own account. */
export function dailyCosts(ctx: Ctx, range: DayRange, currency?: string): Promise<DailyCost[]> {
  return inSql(ctx, (sql) =>
    sql.rows<DailyCost>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, ledger_account AS "ledgerAccount", currency, minor FROM daily_cost
       WHERE marketplace_id = $1 AND day BETWEEN $2::date AND $3::date AND ($4::text IS NULL OR currency = $4)
       ORDER BY day, ledger_account, currency`,
      [ctx.actor.marketplaceId, range.from, range.to, currency ?? null],
    ),
  )
}

export type KeptSums = { metrics: DailyMetric[]; costs: DailyCost[]; rates: DatedRate[] }

/** The kept sums of a range in every currency, with the rates that may bring them into one. */
export async function keptSums(ctx: Ctx, range: DayRange, into: string): Promise<KeptSums> {
  const [metrics, costs] = await Promise.all([dailyMetrics(ctx, range), dailyCosts(ctx, range)])
  const currencies = new Set([...metrics, ...costs].map(({ currency }) => currency).concat(into))
  const rates =
    currencies.size === 1
      ? []
      : await inSql(ctx, (sql) => ratesIn(sql, ctx.actor.marketplaceId, { ...range, currencies: [...currencies] }))
  return { metrics, costs, rates }
}

/** Work that people did: acts, payments that any of them was about, and the time it took. */
export type HumanWork = { acts: number; touchedPayments: number; minutes: number }

/** Between two acts of one person lies at most so much work; the first of a row took so much itself. */
const longestGap = `interval '5 minutes'`
const firstAct = `interval '1 minute'`

/**
 * What people had to do in these days, out of the chain: the time between two acts of one person counts as work, five
 * minutes at most, and the first of a row as one minute. Payments are counted by family, each once.
 */
export async function humanWork(ctx: Ctx, range: DayRange, zone: string): Promise<HumanWork> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<HumanWork>(
      `WITH act AS MATERIALIZED (
         SELECT a.actor_id, a.at, a.subject, a.at - lag(a.at) OVER (PARTITION BY a.actor_id ORDER BY a.seq) AS gap
         FROM membership m JOIN audit_entry a ON a.marketplace_id = $1 AND a.actor_id = m.user_id
         WHERE m.marketplace_id = $1 AND a.actor_kind = 'user' AND a.at >= $2::date::timestamp AT TIME ZONE $4
           AND a.at < ($3::date + 1)::timestamp AT TIME ZONE $4 AND split_part(a.action, '.', 1) NOT IN ('session', 'audit', 'export'))
       SELECT count(*)::int AS acts,
         coalesce(round(extract(epoch FROM sum(CASE WHEN gap IS NULL OR gap > ${longestGap} THEN ${firstAct} ELSE gap END)) / 60), 0)::int AS minutes,
         (SELECT count(DISTINCT e.family_id)::int FROM recon_exception e WHERE e.marketplace_id = $1
            AND e.id IN (SELECT subject FROM act)) AS "touchedPayments"
       FROM act`,
      [ctx.actor.marketplaceId, range.from, range.to, zone],
    ),
  )
  return row ?? { acts: 0, touchedPayments: 0, minutes: 0 }
}

/** The first day of which anything is kept. */
export async function firstKeptDay(ctx: Ctx): Promise<CalendarDay | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ day: CalendarDay | null }>(
      `SELECT to_char(min(day), 'YYYY-MM-DD') AS day FROM daily_metric WHERE marketplace_id = $1`,
      [ctx.actor.marketplaceId],
    ),
  )
  return row?.day ?? null
}
