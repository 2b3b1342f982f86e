import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../../audit/record-audit'
import { now } from '../../clock'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { dropParts } from './parts'

export type CancelRefusal = 'not_found'

/** Stops one's own export, or takes its file away before its day is over. Whoever writes it notices at the next part. */
export function cancelExport(ctx: Ctx, { id }: { id: string }): Promise<Result<void, CancelRefusal>> {
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql) => {
    const [row] = await sql.rows<{ list: string; format: string }>(
      `UPDATE export_job SET state = 'cancelled', finished_at = $4 WHERE marketplace_id = $1 AND id = $2 AND asked_by = $3
         AND state IN ('waiting', 'running', 'done') RETURNING list, format`,
      [marketplaceId, id, ctx.actor.id, now()],
    )
    if (!row) return refuse('not_found')
    await dropParts(sql, ctx, [id])
    await recordAudit(sql, ctx, 'export.cancel', id, row)
    return ok()
  })
}
