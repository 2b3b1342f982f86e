import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** What a person lets wait comes back by itself when its day has come, whatever else a run finds. */
export async function wakeWaiting(sql: Sql, ctx: Ctx): Promise<number> {
  return sql.run(
    `UPDATE recon_exception SET state = 'open', waits_until = NULL, version = version + 1
     WHERE marketplace_id = $1 AND waits_until <= $2 AND state = 'waiting'`,
    [ctx.actor.marketplaceId, ctx.now],
  )
}

/** Until then a run that finds the same amount again (table `found`) lets it wait; another amount brings it back. */
export async function keepWaiting(sql: Sql, ctx: Ctx): Promise<void> {
  await sql.run(
    `UPDATE found f SET state = 'waiting', due_at = e.waits_until FROM recon_exception e
     WHERE e.marketplace_id = $1 AND e.id = f.id AND e.state = 'waiting' AND e.waits_until > $2
       AND e.amount_minor = f.amount_minor`,
    [ctx.actor.marketplaceId, ctx.now],
  )
}
