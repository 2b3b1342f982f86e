import type { BalanceTransactionFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import type { Scope } from '../cursors'

export type ListedItem = { payoutId: string; transaction: BalanceTransactionFact }

/**
 * Stores what Stripe lists in payouts, and asks for those payouts to be reconciled and composed anew. Answers which of
 * the balance transactions nobody has stored.
 */
export async function storePayoutItems(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  items: readonly ListedItem[],
): Promise<string[]> {
  const rows = items.map(({ payoutId, transaction: { moneyKey, accountId, id, netMinor, currency } }) => {
    return { payoutId, moneyKey, accountId, id, netMinor: netMinor.toString(), currency }
  })
  const params = [ctx.actor.marketplaceId, JSON.stringify(rows), scope.name, scope.livemode]
  const unknown = await sql.rows<{ id: string }>(insertItems, params)
  return unknown.map(({ id }) => id)
}

const insertItems = `
  WITH items AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS x("payoutId" text, "moneyKey" text, "accountId" text, id text,
      "netMinor" bigint, currency text)
  ), stored AS (
    INSERT INTO payout_item (money_key, marketplace_id, account_id, payout_id, balance_transaction_id, net_minor, currency)
    SELECT "moneyKey", $1, "accountId", "payoutId", id, "netMinor", currency FROM items ORDER BY 1, 3, 4, 5 ON CONFLICT DO NOTHING
    RETURNING money_key, account_id, payout_id, balance_transaction_id, currency
  ), paid_from AS (
    INSERT INTO payout_touch (marketplace_id, account_id, provider, livemode, currency, since)
    SELECT $1, s.account_id, $3, $4, s.currency, coalesce(min(least(o.created, b.created, b.available_on)), 'epoch')
    FROM stored s
    LEFT JOIN LATERAL (SELECT created FROM provider_object WHERE money_key = 'stripe:' || s.payout_id
      AND marketplace_id = $1 AND account_id = s.account_id AND id = s.payout_id OFFSET 0) o ON true
    LEFT JOIN LATERAL (SELECT created, available_on FROM balance_transaction WHERE money_key = s.money_key
      AND marketplace_id = $1 AND account_id = s.account_id AND id = s.balance_transaction_id OFFSET 0) b ON true
    GROUP BY s.account_id, s.currency
  ), touched AS (
    INSERT INTO recon_touch (money_key, marketplace_id, account_id)
    SELECT DISTINCT 'stripe:' || "payoutId", $1, "accountId" FROM items ORDER BY 1, 3
    ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id
  )
  SELECT id FROM items WHERE NOT EXISTS (SELECT FROM balance_transaction b WHERE b.money_key = items."moneyKey"
    AND b.marketplace_id = $1 AND b.account_id = items."accountId" AND b.id = items.id OFFSET 0)`
