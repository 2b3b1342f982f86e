import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { enqueue } from '../queue/enqueue'

export type RetryRefusal = 'not_permitted' | 'not_stuck'

/** One event by its id, or null for all that are stuck. */
export type RetryInput = { id: string | null }

/**
 * Gives events that failed a fresh set of tries and wakes the drain. What is asked of Stripe anew is read, never
 * applied twice, so a retry too many does no harm; one that is not stuck any more is refused.
 */
export async function retryEvents(ctx: Ctx, { id }: RetryInput): Promise<Result<{ events: number }, RetryRefusal>> {
  if (!can(ctx.actor, 'sync.start')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql) => {
    const events = await sql.rows<{ id: string }>(
      `UPDATE inbox_event SET state = 'new', attempts = 0
       WHERE marketplace_id = $1 AND state IN ('new', 'failed') AND attempts > 0 AND ($2::text IS NULL OR id = $2)
       RETURNING id`,
      [marketplaceId, id],
    )
    if (events.length === 0) return refuse('not_stuck')
    await enqueue(sql, 'drain-inbox', { marketplaceId })
    await recordAudit(sql, ctx, 'inbox.retry', id ?? marketplaceId, { events: events.length })
    return ok({ events: events.length })
  })
}
