import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type ChangeRefusal, canChange } from '@/lib/domain/views/can-keep'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { visibleView } from './change-view'

/** Removes a view with everybody's tab of it. */
export function removeView(
  ctx: Ctx,
  input: { id: string; version: number },
): Promise<Result<void, ChangeRefusal | 'not_found' | 'stale'>> {
  return commit(ctx, async (sql) => {
    const view = await visibleView(sql, ctx, input.id)
    if (!view) return refuse('not_found')
    const verdict = canChange(view, ctx.actor)
    if (!verdict.ok) return verdict
    const gone = await sql.run('DELETE FROM saved_view WHERE marketplace_id = $1 AND id = $2 AND version = $3', [
      ctx.actor.marketplaceId,
      view.id,
      input.version,
    ])
    if (gone === 0) return refuse('stale')
    await sql.run('DELETE FROM saved_view_pin WHERE marketplace_id = $1 AND view_id = $2', [
      ctx.actor.marketplaceId,
      view.id,
    ])
    await recordAudit(sql, ctx, 'view.remove', view.id, { query: view.query, shared: view.shared })
    return ok()
  })
}
