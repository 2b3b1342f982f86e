import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { enqueue } from '../../queue/enqueue'
import { lockPolicy } from './queries'

/** Takes a draft or the active policy out of use; after the active one the shipped one stands again. */
export async function retirePolicy(
  ctx: Ctx,
  id: string,
): Promise<Result<void, 'not_permitted' | 'not_found' | 'already_retired'>> {
  if (!can(ctx.actor, 'matching.draft')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    const row = await lockPolicy(sql, ctx, id)
    if (!row) return refuse('not_found')
    if (row.state === 'retired') return refuse('already_retired')
    await sql.run(
      `UPDATE matching_policy SET state = 'retired', retired_at = $3 WHERE marketplace_id = $1 AND id = $2`,
      [ctx.actor.marketplaceId, id, ctx.now],
    )
    if (row.state === 'active') await enqueue(sql, 'reconcile', { marketplaceId: ctx.actor.marketplaceId })
    await recordAudit(sql, ctx, 'matching.retire', id, { version: row.version, was: row.state })
    return ok()
  })
}
