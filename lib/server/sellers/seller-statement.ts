import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import { buildStatement, type Statement } from '@/lib/domain/sellers/statement'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import type { SellerMode } from './queries'

/**
 * A month ("2026-11") of the marketplace's reporting zone, or what led to a payout: everything after the payout before it,
 * up to and with its own row. Movements count by when they were created; payouts of one second share a statement.
 */
export type StatementSpan = { month: string } | { payoutId: string }
export type StatementPeriod = { accountId: string; currency: string; span: StatementSpan }
/** Of the one mode in which the account is a seller. */
export type StatementOf = StatementPeriod & SellerMode
export type SellerStatement = StatementOf &
  Statement & { zone: string; from: Date; to: Date; openingLabel: string | null }

/** What one seller's payments balance did: opening, movements by line, closing, to the cent. Null without such a payout. */
export function getSellerStatement(ctx: Ctx, of: StatementOf): Promise<SellerStatement | null> {
  return inSql(ctx, (sql) => readStatement(sql, ctx, of))
}

export async function readStatement(sql: Sql, ctx: Ctx, of: StatementOf): Promise<SellerStatement | null> {
  const bounds = await boundsOf(sql, ctx, of)
  if (!bounds) return null
  const { zone, from, to } = bounds
  const place = placeOf(ctx, of)
  const opening = await openingAt(sql, place, from)
  const sums = await sumsWithin(sql, [...place, from, to])
  return { ...of, zone, from, to, openingLabel: opening.label, ...buildStatement(opening.minor, sums) }
}

type Bounds = { zone: string; from: Date; to: Date }

/** The instants at which the span begins and ends. */
export async function boundsOf(sql: Sql, ctx: Ctx, of: StatementOf): Promise<Bounds | null> {
  return 'month' in of.span ? boundsOfMonth(sql, ctx, of.span.month) : boundsOfPayout(sql, ctx, of, of.span.payoutId)
}

/** Stripe's instants are whole seconds: the second after the payout before begins it, the second after its own ends it. */
async function boundsOfPayout(sql: Sql, ctx: Ctx, of: StatementOf, payoutId: string): Promise<Bounds | null> {
  const [bounds] = await sql.rows<Bounds>(
    `SELECT m.reporting_zone AS zone, own.created + interval '1 second' AS "to",
       coalesce((SELECT max(b.created) FROM ${ofAccount} AND b.reporting_category = 'payout' AND b.created < own.created),
         'epoch') + interval '1 second' AS "from"
     FROM marketplace m
     JOIN LATERAL (SELECT b.created FROM ${ofAccount} AND b.money_key = $6 AND b.reporting_category = 'payout'
       ORDER BY b.created LIMIT 1) own ON true
     WHERE m.id = $1`,
    [...placeOf(ctx, of), moneyKeyOf('stripe', payoutId)],
  )
  return bounds ?? null
}

async function boundsOfMonth(sql: Sql, ctx: Ctx, month: string): Promise<Bounds> {
  const [bounds] = await sql.rows<Bounds>(
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

export function placeOf(ctx: Ctx, { accountId, currency, provider, livemode }: Omit<StatementOf, 'span'>): unknown[] {
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
