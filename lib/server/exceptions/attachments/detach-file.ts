import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canDetach } from '@/lib/domain/exceptions/attachments/can-attach'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'

/** Takes a file away: its bytes are gone for good, that it was there stays. */
export function detachFile(
  ctx: Ctx,
  { exceptionId, id }: { exceptionId: string; id: string },
): Promise<Result<void, 'not_found' | 'not_permitted' | 'not_yours'>> {
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    const [file] = await sql.rows<{ addedBy: string }>(
      `SELECT added_by AS "addedBy" FROM exception_attachment
       WHERE marketplace_id = $1 AND exception_id = $2 AND id = $3 AND removed_at IS NULL FOR UPDATE`,
      [marketplaceId, exceptionId, id],
    )
    if (!file) return refuse('not_found')
    const verdict = canDetach(file, ctx.actor)
    if (!verdict.ok) return verdict
    await sql.run(
      `UPDATE exception_attachment SET body_enc = NULL, removed_by = $3, removed_at = $4 WHERE marketplace_id = $1 AND id = $2`,
      [marketplaceId, id, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, 'exception.detach', exceptionId, { attachment: id })
    return ok()
  })
}
