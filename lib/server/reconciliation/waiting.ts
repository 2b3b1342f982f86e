import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { endPauses } from '../exceptions/pauses/end-pauses'

/**
 * What a person lets wait comes back by itself when its day has come, whatever else a run finds; what was paused and waits
 * no more is due so much later.
 */
export async function wakeWaiting(sql: Sql, ctx: Ctx): Promise<number> {
  const woken = await sql.run(
    `UPDATE recon_exception SET state = 'open', version = version + 1
     WHERE marketplace_id = $1 AND waits_until <= $2 AND state = 'waiting'`,
    [ctx.actor.marketplaceId, ctx.now],
  )
  await endPauses(sql, ctx)
  await sql.run(
    `UPDATE recon_exception SET waits_until = NULL WHERE marketplace_id = $1 AND waits_until <= $2 AND state = 'open'`,
    [ctx.actor.marketplaceId, ctx.now],
  )
  return woken
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
