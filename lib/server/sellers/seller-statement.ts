import { buildStatement, type Statement } from '@/lib/domain/sellers/statement'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import type { SellerMode } from './queries'

/** `month` is "2026-11" in the marketplace's reporting zone, by when the movement was created. */
export type StatementPeriod = { accountId: string; currency: string; month: string }
/** Of the one mode in which the account is a seller. */
export type StatementOf = StatementPeriod & SellerMode
export type SellerStatement = StatementOf &
  Statement & { zone: string; from: Date; to: Date; openingLabel: string | null }

/** What one seller's payments balance did in a month: opening, movements by line, closing, to the cent. */
export function getSellerStatement(ctx: Ctx, of: StatementOf): Promise<SellerStatement> {
  return inSql(ctx, (sql) => readStatement(sql, ctx, of))
}

export async function readStatement(sql: Sql, ctx: Ctx, of: StatementOf): Promise<SellerStatement> {
  const { zone, from, to } = await boundsOf(sql, ctx, of.month)
  const place = placeOf(ctx, of)
  const opening = await openingAt(sql, place, from)
  const sums = await sumsWithin(sql, [...place, from, to])
  return { ...of, zone, from, to, openingLabel: opening.label, ...buildStatement(opening.minor, sums) }
}

/** The instants at which a month of the reporting zone begins and ends. */
export async function boundsOf(sql: Sql, ctx: Ctx, month: string): Promise<{ zone: string; from: Date; to: Date }> {
  const [bounds] = await sql.rows<{ zone: string; from: Date; to: Date }>(
    `SELECT reporting_zone AS zone, ($2 || '-01')::timestamp AT TIME ZONE reporting_zone AS "from",
       (($2 || '-01')::timestamp + interval '1 month') AT TIME ZONE reporting_zone AS "to"
     FROM marketplace WHERE id = $1`,
    [ctx.actor.marketplaceId, month],
  )
  if (!bounds) throw new Error(`Marketplace ${ctx.actor.marketplaceId} does not exist`)
  return bounds
}

/** The rows of one account's payments balance in one currency and mode; the parameters are those of `placeOf`. */
export const ofAccount = `balance_transaction b WHERE b.marketplace_id = $1 AND b.account_id = $2 AND b.currency = $3
  AND b.provider = $4 AND b.livemode = $5 AND b.balance_type = 'payments'`
export const withinPeriod = 'AND b.created >= $6 AND b.created < $7'

export function placeOf(ctx: Ctx, { accountId, currency, provider, livemode }: Omit<StatementOf, 'month'>): unknown[] {
  return [ctx.actor.marketplaceId, accountId, currency, provider, livemode]
}

/** Zero with full history; where history does not reach back, the proof's labelled assumption. */
async function openingAt(sql: Sql, place: unknown[], from: Date): Promise<{ minor: bigint; label: string | null }> {
  const [before] = await sql.rows<{ minor: bigint }>(
    `SELECT coalesce(sum(b.net_minor), 0)::bigint AS minor FROM ${ofAccount} AND b.created < $6`,
    [...place, from],
  )
  const [assumed] = await sql.rows<{ minor: bigint; label: string | null }>(
    `SELECT opening_minor AS minor, opening_label AS label FROM balance_proof WHERE marketplace_id = $1 AND account_id = $2
       AND currency = $3 AND provider = $4 AND livemode = $5 AND balance_type = 'payments'`,
    place,
  )
  return { minor: (before?.minor ?? 0n) + (assumed?.minor ?? 0n), label: assumed?.label ?? null }
}

async function sumsWithin(sql: Sql, period: unknown[]) {
  const byCategory = await sql.rows<{ category: string; rows: number; amountMinor: bigint; feeMinor: bigint }>(
    `SELECT b.reporting_category AS category, count(*)::int AS rows, sum(b.amount_minor)::bigint AS "amountMinor",
       sum(b.fee_minor)::bigint AS "feeMinor"
     FROM ${ofAccount} ${withinPeriod} GROUP BY 1 ORDER BY 1`,
    period,
  )
  const byFeeType = await sql.rows<{ type: string; rows: number; feeMinor: bigint }>(
    `SELECT coalesce(d->>'type', '') AS type, count(*)::int AS rows, sum((d->>'amount')::numeric)::bigint AS "feeMinor"
     FROM (SELECT b.raw FROM ${ofAccount} ${withinPeriod} AND b.fee_minor <> 0) f
     CROSS JOIN LATERAL jsonb_array_elements(f.raw->'fee_details') d GROUP BY 1 ORDER BY 1`,
    period,
  )
  return { byCategory, byFeeType, feeMinor: byCategory.reduce((sum, { feeMinor }) => sum + feeMinor, 0n) }
}
