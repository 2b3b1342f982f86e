import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canKeep, checkName, isQuery, type KeepRefusal, viewPolicy } from '@/lib/domain/views/can-keep'
import type { ViewList } from '@/lib/domain/views/view'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { allOrNone } from '../db/all-or-none'
import { sealText, textDigest } from '../personal/free-text'
import { lockViews } from './lock-views'
import { type PinRefusal, pinIn } from './pin-view'
import { viewsIn } from './queries'

export type KeepInput = { list: ViewList; name: string; query: string; shared: boolean; pinned: boolean }

/** Keeps a list under a name. The name is sealed; a second view of the same name is refused, so a double press keeps one. */
export function keepView(ctx: Ctx, input: KeepInput): Promise<Result<string, KeepRefusal | PinRefusal>> {
  return allOrNone<Result<string, KeepRefusal | PinRefusal>>(ctx, async (sql) => {
    const verdict = canKeep(input.shared, ctx.actor)
    if (!verdict.ok) return verdict
    if (!isQuery(input.query)) return refuse('bad_query')
    const { marketplaceId, id: ownerId } = ctx.actor
    await lockViews(sql, ctx)
    const own = (await viewsIn(sql, ctx, input.list)).filter((view) => view.ownerId === ownerId)
    const name = checkName(input.name, own)
    if (!name.ok) return name
    if (own.length >= viewPolicy.viewsPerPerson) return refuse('too_many_views')
    const id = `viw_${randomUUID()}`
    await sql.run(
      `INSERT INTO saved_view (marketplace_id, id, list, owner_id, name_enc, query, shared, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        marketplaceId,
        id,
        input.list,
        ownerId,
        sealText(marketplaceId, 'saved_view.name_enc', id, name.value),
        input.query,
        input.shared,
        ctx.now,
      ],
    )
    if (input.pinned) {
      const pinned = await pinIn(sql, ctx, id, true)
      if (!pinned.ok) return pinned
    }
    const nameDigest = textDigest(marketplaceId, 'saved_view.name_enc', id, name.value)
    await recordAudit(sql, ctx, 'view.keep', id, { nameDigest, query: input.query, shared: input.shared })
    return ok(id)
  })
}
