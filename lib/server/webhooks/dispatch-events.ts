import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

const eventsPerStep = 500
/** So long an event and what became of it can be seen and sent again. */
const keptDays = 30

/**
 * Gives every event that waits to each endpoint that asked for its type, in one transaction with its mark, so that each is
 * given once however many runs there are; and forgets what is long over. Answers how many messages there are more.
 */
export async function dispatchEvents(ctx: Ctx): Promise<number> {
  const { marketplaceId } = ctx.actor
  let made = 0
  for (;;) {
    const step = await inSql(ctx, async (sql) => {
      const events = await sql.rows<{ id: string }>(
        `UPDATE domain_event e SET dispatched_at = now() WHERE e.marketplace_id = $1 AND e.id = ANY (ARRAY(
           SELECT id FROM domain_event WHERE marketplace_id = $1 AND dispatched_at IS NULL ORDER BY at
           LIMIT ${eventsPerStep} FOR UPDATE SKIP LOCKED)) RETURNING e.id`,
        [marketplaceId],
      )
      const deliveries = await sql.run(
        `INSERT INTO webhook_delivery (marketplace_id, id, endpoint_id, event_id, state, next_at, created_at)
         SELECT $1, 'whd_' || gen_random_uuid(), w.id, e.id, 'pending', now(), now()
         FROM domain_event e JOIN webhook_endpoint w ON w.marketplace_id = $1 AND w.state IN ('active', 'paused') AND w.types ? e.type
         WHERE e.marketplace_id = $1 AND e.id = ANY ($2) ON CONFLICT DO NOTHING`,
        [marketplaceId, events.map(({ id }) => id)],
      )
      return { events: events.length, deliveries }
    })
    made += step.deliveries
    if (step.events < eventsPerStep) break
  }
  await inSql(ctx, async (sql) => {
    const old = `created_at < now() - interval '${keptDays} days'`
    await sql.run(`DELETE FROM webhook_delivery WHERE marketplace_id = $1 AND ${old} AND state <> 'pending'`, [
      marketplaceId,
    ])
    await sql.run(
      `DELETE FROM domain_event e WHERE e.marketplace_id = $1 AND e.at < now() - interval '${keptDays} days'
         AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.marketplace_id = $1 AND d.event_id = e.id)`,
      [marketplaceId],
    )
  })
  return made
}
