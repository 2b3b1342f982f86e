import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canKeep, viewPolicy } from '@/lib/domain/views/can-keep'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { lockViews } from './lock-views'

export type PinRefusal = 'not_permitted' | 'may_not_share' | 'not_found' | 'too_many_pins'

/** Puts a view among one's own tabs, or takes it out. It concerns nobody else, so the chain keeps nothing of it. */
export function pinView(ctx: Ctx, input: { id: string; pinned: boolean }): Promise<Result<void, PinRefusal>> {
  return commit(ctx, async (sql) => {
    await lockViews(sql, ctx)
    return pinIn(sql, ctx, input.id, input.pinned)
  })
}

/** The same within a transaction; pinning twice is pinning once. */
export async function pinIn(sql: Sql, ctx: Ctx, id: string, pinned: boolean): Promise<Result<void, PinRefusal>> {
  const verdict = canKeep(false, ctx.actor)
  if (!verdict.ok) return verdict
  const key = [ctx.actor.marketplaceId, ctx.actor.id, id]
  if (!pinned) {
    await sql.run('DELETE FROM saved_view_pin WHERE marketplace_id = $1 AND user_id = $2 AND view_id = $3', key)
    return ok()
  }
  const [seen] = await sql.rows<{ others: number }>(
    `SELECT (SELECT count(*)::int FROM saved_view_pin p
       WHERE p.marketplace_id = $1 AND p.user_id = $2 AND p.view_id <> $3) AS others
     FROM saved_view v WHERE v.marketplace_id = $1 AND v.id = $3 AND (v.owner_id = $2 OR v.shared)`,
    key,
  )
  if (!seen) return refuse('not_found')
  if (seen.others >= viewPolicy.pinsPerPerson) return refuse('too_many_pins')
  await sql.run(
    `INSERT INTO saved_view_pin (marketplace_id, user_id, view_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [...key, ctx.now],
  )
  return ok()
}
