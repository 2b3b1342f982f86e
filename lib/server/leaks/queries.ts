import { type LeakKind, leakKinds } from '@/lib/domain/exceptions/leaks'
import type { Direction } from '@/lib/domain/reconciliation/finding'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { hasLeft } from '../exceptions/exception-filter'

export type LeakState = 'open' | 'settled'
/** One direction and one currency at a time: neither is ever netted or added to another. */
export type LeakSum = { direction: Direction; currency: string; leaks: number; amountMinor: bigint }
/** `sellerHasLeft`: what a won dispute gave back is owed to an account that is connected no more. */
export type CauseSum = LeakSum & { kind: LeakKind; sellerHasLeft: boolean }
export type SellerSum = LeakSum & { sellerId: string | null }
/** `month` is "2026-11", in the marketplace's reporting zone, by when it happened. */
export type MonthSum = LeakSum & { month: string }

/** Sellers beyond this many are counted and not listed. */
export const sellerLimit = 200

/** What leaks by cause: every exception of a leak kind is in exactly one sum. */
export function sumLeaksByCause(ctx: Ctx, state: LeakState): Promise<CauseSum[]> {
  const dead = `(kind = 'RETRANSFER_OWED' AND ${hasLeft('e')})`
  return sums<CauseSum>(ctx, state, `kind, ${dead}`, `kind, ${dead} AS "sellerHasLeft"`, 'kind, 2, direction, currency')
}

/** Whoever is named, else whose account it stands on, where that is a seller's: as the queue finds a seller. */
const seller = `coalesce(seller_id, CASE WHEN account_id NOT IN (
  SELECT c.account_id FROM provider_connection c WHERE c.marketplace_id = $1) THEN account_id END)`

/** By whose sale it was, those with most leaks first; `null` is money that belongs to no one seller. */
export function sumLeaksBySeller(ctx: Ctx, state: LeakState): Promise<SellerSum[]> {
  const most = `sum(count(*)) OVER (PARTITION BY ${seller}) DESC, ${seller}, direction, currency LIMIT ${sellerLimit + 1}`
  return sums<SellerSum>(ctx, state, seller, `${seller} AS "sellerId"`, most)
}

export function sumLeaksByMonth(ctx: Ctx, state: LeakState): Promise<MonthSum[]> {
  const month = `to_char(occurred_at AT TIME ZONE (SELECT reporting_zone FROM marketplace WHERE id = $1), 'YYYY-MM')`
  return sums<MonthSum>(ctx, state, month, `${month} AS month`, '1 DESC, direction, currency')
}

const statesOf: Record<LeakState, readonly string[]> = { open: ['open'], settled: ['resolved', 'closed'] }

function sums<T extends LeakSum>(ctx: Ctx, state: LeakState, by: string, as: string, order: string): Promise<T[]> {
  return inSql(ctx, (sql) =>
    sql.rows<T>(
      `SELECT ${as}, direction, currency, count(*)::int AS leaks, sum(amount_minor)::bigint AS "amountMinor"
       FROM recon_exception e WHERE marketplace_id = $1 AND state = ANY($2::text[]) AND kind = ANY($3::text[])
       GROUP BY ${by}, direction, currency ORDER BY ${order}`,
      [ctx.actor.marketplaceId, statesOf[state], leakKinds],
    ),
  )
}
