import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { ResumeRefusal } from '@/lib/domain/exceptions/pauses/pause'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { lookAgainAt } from '../../reconciliation/families/touch-keys'
import { endPauses } from './end-pauses'

/** The answer is there: it is open again, due so much later as it was paused, and looked at anew. */
export function resumeException(
  ctx: Ctx,
  input: { id: string; version: number },
): Promise<Result<void, ResumeRefusal | 'not_found' | 'stale'>> {
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    if (!can(ctx.actor, 'exception.assign')) return refuse('not_permitted')
    const [item] = await sql.rows<{ version: number; paused: boolean }>(
      `SELECT version, EXISTS (SELECT FROM exception_pause p WHERE p.marketplace_id = $1 AND p.exception_id = $2
         AND p.ended_at IS NULL) AS paused FROM recon_exception WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`,
      [marketplaceId, input.id],
    )
    if (!item) return refuse('not_found')
    if (!item.paused) return refuse('not_paused')
    if (item.version !== input.version) return refuse('stale')
    await sql.run(
      `UPDATE recon_exception SET state = 'open', waits_until = NULL, version = version + 1
       WHERE marketplace_id = $1 AND id = $2 AND state = 'waiting'`,
      [marketplaceId, input.id],
    )
    await endPauses(sql, ctx, { exceptionId: input.id, by: ctx.actor.id })
    await lookAgainAt(sql, ctx, [input.id])
    await recordAudit(sql, ctx, 'exception.resume', input.id, {})
    return ok()
  })
}
