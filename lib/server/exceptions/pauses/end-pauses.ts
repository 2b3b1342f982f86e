import { dueAfterPause } from '@/lib/domain/exceptions/pauses/pause'
import { calendarIn } from '../../calendar/queries'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { giveNotice } from '../notices/give-notice'

type Ended = {
  id: string
  exceptionId: string
  dueBefore: Date
  beganAt: Date
  beganBy: string
  state: string
  weighed: boolean
}

/**
 * Ends every pause whose exception waits no more, or that of one exception: an open one is due so much later as it was
 * paused, unless what was found is another amount by now and was weighed anew. Whoever paused it is told when it comes
 * back by itself. Answers how many.
 */
export async function endPauses(
  sql: Sql,
  ctx: Ctx,
  { exceptionId = null, by = null }: { exceptionId?: string | null; by?: string | null } = {},
): Promise<number> {
  const { marketplaceId } = ctx.actor
  const ended = await sql.rows<Ended>(
    `UPDATE exception_pause p SET ended_at = greatest($2, p.began_at), ended_by = $4 FROM recon_exception e
     WHERE p.marketplace_id = $1 AND p.ended_at IS NULL AND e.marketplace_id = $1 AND e.id = p.exception_id
       AND e.state <> 'waiting' AND ($3::text IS NULL OR p.exception_id = $3)
     RETURNING p.id, p.exception_id AS "exceptionId", p.due_before AS "dueBefore", p.began_at AS "beganAt",
       p.began_by AS "beganBy", e.state, e.waits_until IS NULL OR e.due_at <> e.waits_until AS weighed`,
    [marketplaceId, ctx.now, exceptionId, by],
  )
  const calendar = ended.length > 0 ? await calendarIn(sql, marketplaceId) : null
  for (const pause of ended) {
    if (pause.state !== 'open' || !calendar) continue
    if (by !== null || !pause.weighed)
      await sql.run(
        'UPDATE recon_exception SET due_at = $3, waits_until = NULL WHERE marketplace_id = $1 AND id = $2',
        [marketplaceId, pause.exceptionId, dueAfterPause(pause, ctx.now, calendar)],
      )
    if (by === null) await giveNotice(sql, ctx, { userId: pause.beganBy, kind: 'back', exceptionId: pause.exceptionId })
  }
  return ended.length
}
