import { ok, type Result, refuse } from '@/lib/domain/base/result'
import {
  type ChangeRefusal,
  canChange,
  canKeep,
  checkName,
  isQuery,
  type KeepRefusal,
} from '@/lib/domain/views/can-keep'
import type { SavedView } from '@/lib/domain/views/view'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { openText, sealText, textDigest } from '../personal/free-text'
import { lockViews } from './lock-views'
import { viewsIn } from './queries'

/** What is not given stays as it is. */
export type ChangeInput = { id: string; version: number; name?: string; query?: string; shared?: boolean }
type Gone = 'not_found' | 'stale'

/** Renames a view, replaces what it shows, gives it to everybody or takes it back for oneself. */
export function changeView(ctx: Ctx, input: ChangeInput): Promise<Result<void, KeepRefusal | ChangeRefusal | Gone>> {
  return commit(ctx, async (sql) => {
    await lockViews(sql, ctx)
    const view = await visibleView(sql, ctx, input.id)
    if (!view) return refuse('not_found')
    const verdict = canChange(view, ctx.actor)
    if (!verdict.ok) return verdict
    const { marketplaceId } = ctx.actor
    const next = { name: view.name, query: view.query, shared: view.shared, ...given(input) }
    const sharing = canKeep(next.shared && !view.shared, ctx.actor)
    if (!sharing.ok) return sharing
    if (!isQuery(next.query)) return refuse('bad_query')
    const seen = await viewsIn(sql, ctx, view.list)
    const name = checkName(
      next.name,
      seen.filter((other) => other.ownerId === view.ownerId && other.id !== view.id),
    )
    if (!name.ok) return name
    const changed = await sql.run(
      `UPDATE saved_view SET name_enc = $4, query = $5, shared = $6, version = version + 1
       WHERE marketplace_id = $1 AND id = $2 AND version = $3`,
      [
        marketplaceId,
        view.id,
        input.version,
        sealText(marketplaceId, 'saved_view.name_enc', view.id, name.value),
        next.query,
        next.shared,
      ],
    )
    if (changed === 0) return refuse('stale')
    // What others had among their tabs is theirs no more.
    if (view.shared && !next.shared)
      await sql.run('DELETE FROM saved_view_pin WHERE marketplace_id = $1 AND view_id = $2 AND user_id <> $3', [
        marketplaceId,
        view.id,
        view.ownerId,
      ])
    const nameDigest = textDigest(marketplaceId, 'saved_view.name_enc', view.id, name.value)
    await recordAudit(sql, ctx, 'view.change', view.id, { nameDigest, query: next.query, shared: next.shared })
    return ok()
  })
}

function given({ name, query, shared }: ChangeInput): Partial<ChangeInput> {
  return Object.fromEntries(Object.entries({ name, query, shared }).filter(([, value]) => value !== undefined))
}

/** What this person does not see is not there. */
export async function visibleView(sql: Sql, ctx: Ctx, id: string): Promise<SavedView | null> {
  const { marketplaceId } = ctx.actor
  const [row] = await sql.rows<Omit<SavedView, 'name'> & { nameEnc: string }>(
    `SELECT id, list, owner_id AS "ownerId", name_enc AS "nameEnc", query, shared, version FROM saved_view
     WHERE marketplace_id = $1 AND id = $2 AND (owner_id = $3 OR shared)`,
    [marketplaceId, id, ctx.actor.id],
  )
  if (!row) return null
  const { nameEnc, ...view } = row
  return { ...view, name: openText(marketplaceId, 'saved_view.name_enc', id, nameEnc) }
}
