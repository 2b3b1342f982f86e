import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'
import type { Scope } from '../cursors'

export type ShortPayout = { accountId: string; payoutId: string; created: Date; oldestItem: Date | null }

const addsUp = `o.amount_minor = (SELECT COALESCE(sum(i.net_minor), 0) FROM payout_item i WHERE i.marketplace_id = o.marketplace_id
  AND i.payout_id = o.id AND i.account_id = o.account_id)`

/** Those of the payouts whose stored items do not add up to them. */
export async function shortAmong(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  payoutIds: readonly string[],
): Promise<ShortPayout[]> {
  if (payoutIds.length === 0) return []
  return sql.rows<ShortPayout>(
    `SELECT o.account_id AS "accountId", o.id AS "payoutId", o.created,
       (SELECT min(b.created) FROM payout_item i JOIN balance_transaction b ON b.money_key = i.money_key
          AND b.marketplace_id = i.marketplace_id AND b.account_id = i.account_id AND b.id = i.balance_transaction_id
        WHERE i.marketplace_id = o.marketplace_id AND i.payout_id = o.id AND i.account_id = o.account_id) AS "oldestItem"
     FROM provider_object o
     WHERE o.marketplace_id = $1 AND o.provider = $2 AND o.livemode = $3 AND o.object_type = 'payout'
       AND o.money_key = ANY($4) AND NOT (${addsUp})`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, payoutIds.map((id) => `stripe:${id}`)],
  )
}

/** Rows came to light on this account: payouts that did not add up are itemised anew with the next sync. */
export async function reopenShortPayouts(ctx: Ctx, scope: Scope, accountId: string): Promise<void> {
  await inSql(ctx, (sql) =>
    sql.run(
      `UPDATE sync_cursor c SET done = false
       WHERE c.marketplace_id = $1 AND c.provider = $2 AND c.livemode = $3 AND c.account_id = $4 AND c.stream LIKE 'payout:%'
         AND c.done AND EXISTS (SELECT FROM provider_object o WHERE o.money_key = 'stripe:' || substr(c.stream, 8)
           AND o.marketplace_id = $1 AND o.account_id = $4 AND o.id = substr(c.stream, 8) AND NOT (${addsUp}) OFFSET 0)`,
      [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId],
    ),
  )
}
