import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'

export type PayoutRow = {
  id: string
  accountId: string
  amountMinor: bigint
  currency: string
  status: string | null
  /** Only automatic payouts can be itemised: for the others Stripe has no list. */
  automatic: boolean
  instant: boolean
  created: Date
  /** What its composition comes to; null until it has been composed. */
  confidence: number | null
  remainderMinor: bigint | null
}
export type PayoutFilter = { accountId?: string; before?: { created: Date; id: string }; limit?: number }

const columns = `o.id, o.account_id AS "accountId", o.amount_minor AS "amountMinor", o.currency, o.status, o.created,
  coalesce((o.raw->>'automatic')::boolean, false) AS automatic, coalesce(o.raw->>'method' = 'instant', false) AS instant,
  c.confidence, c.remainder_minor AS "remainderMinor"`
/** Looked up by key for each payout that is shown, and for no other. */
const composed = `LEFT JOIN LATERAL (SELECT confidence, remainder_minor FROM payout_composition WHERE money_key = o.money_key
    AND marketplace_id = o.marketplace_id AND account_id = o.account_id AND payout_id = o.id OFFSET 0) c ON true`

/** Payouts of all accounts, newest first; keyset by (created, id). */
export function listPayouts(ctx: Ctx, filter: PayoutFilter = {}): Promise<PayoutRow[]> {
  return inSql(ctx, (sql) => payoutsIn(sql, ctx, filter))
}

/** The same within a transaction. */
export function payoutsIn(sql: Sql, ctx: Ctx, filter: PayoutFilter): Promise<PayoutRow[]> {
  const { accountId, before, limit = 50 } = filter
  const params: unknown[] = [ctx.actor.marketplaceId, Math.min(Math.max(Math.trunc(limit), 1), 200)]
  // Only the clauses that are asked for: an index on the account serves no "this account, or any".
  const ofAccount = accountId ? `AND o.account_id = $${params.push(accountId)}` : ''
  const after = before
    ? `AND (o.created, o.id) < ($${params.push(before.created)}::timestamptz, $${params.push(before.id)})`
    : ''
  return sql.rows<PayoutRow>(
    `SELECT ${columns} FROM provider_object o ${composed} WHERE o.marketplace_id = $1 AND o.object_type = 'payout'
         AND o.amount_minor IS NOT NULL ${ofAccount} ${after}
       ORDER BY o.created DESC, o.id DESC LIMIT $2`,
    params,
  )
}

export type PayoutItem = {
  transactionId: string
  category: string | null
  sourceId: string | null
  netMinor: bigint
  currency: string
  created: Date | null
}
export type PayoutSum = { category: string | null; items: number; netMinor: bigint }
export type PayoutDetail = PayoutRow & {
  /** Not the platform's own. */
  isSellers: boolean
  /** Per reporting category: together they are the payout, to the cent. */
  sums: PayoutSum[]
  itemsMinor: bigint
  itemCount: number
  items: PayoutItem[]
}
export const itemLimit = 200

/** A payout rebuilt from the balance transactions that Stripe paid out with it; null where there is none. */
export async function getPayout(ctx: Ctx, id: string): Promise<PayoutDetail | null> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const [row] = await sql.rows<PayoutRow & Pick<PayoutDetail, 'isSellers'>>(
      `SELECT ${columns}, NOT EXISTS (SELECT FROM provider_connection p WHERE p.marketplace_id = $1
         AND p.account_id = o.account_id) AS "isSellers" FROM provider_object o ${composed}
       WHERE o.money_key = 'stripe:' || $2 AND o.marketplace_id = $1 AND o.id = $2 AND o.object_type = 'payout'
       ORDER BY o.account_id LIMIT 1`,
      [marketplaceId, id],
    )
    if (!row) return null
    const sums = await sql.rows<PayoutSum>(
      `SELECT b.reporting_category AS category, count(*)::int AS items, sum(i.net_minor)::bigint AS "netMinor"
       FROM ${itemJoin} GROUP BY 1 ORDER BY 3 DESC`,
      [marketplaceId, id],
    )
    const items = await sql.rows<PayoutItem>(
      `SELECT i.balance_transaction_id AS "transactionId", b.reporting_category AS category, b.source_id AS "sourceId",
         i.net_minor AS "netMinor", i.currency, b.created
       FROM ${itemJoin} ORDER BY b.created, i.balance_transaction_id LIMIT ${itemLimit}`,
      [marketplaceId, id],
    )
    return {
      ...row,
      sums,
      items,
      itemsMinor: sums.reduce((total, sum) => total + sum.netMinor, 0n),
      itemCount: sums.reduce((total, sum) => total + sum.items, 0),
    }
  })
}

const itemJoin = `payout_item i LEFT JOIN balance_transaction b ON b.money_key = i.money_key
    AND b.marketplace_id = i.marketplace_id AND b.account_id = i.account_id AND b.id = i.balance_transaction_id
  WHERE i.marketplace_id = $1 AND i.payout_id = $2`
