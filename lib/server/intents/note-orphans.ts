import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

/** Intents that no connection carries any more are never sent by another one: that they wait, and why, has to be seen. */
export async function noteOrphans(ctx: Ctx): Promise<number> {
  return inSql(ctx, (sql) =>
    sql.run(
      `UPDATE intent i SET last_error = 'the connection it was asked for is gone'
       WHERE i.marketplace_id = $1 AND i.state IN ('pending', 'sent')
         AND i.last_error IS DISTINCT FROM 'the connection it was asked for is gone'
         AND NOT EXISTS (SELECT FROM provider_connection c WHERE c.marketplace_id = i.marketplace_id
           AND c.provider = i.provider AND c.livemode = i.livemode AND c.account_id = i.platform_account_id)`,
      [ctx.actor.marketplaceId],
    ),
  )
}
