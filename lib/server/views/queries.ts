import type { SavedView, ViewList } from '@/lib/domain/views/view'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { openText } from '../personal/free-text'

export type ViewRow = SavedView & { pinned: boolean }

/** The views of a list that this person sees: their own and everybody's; pinned ones first, as they were pinned. */
export function listViews(ctx: Ctx, list: ViewList): Promise<ViewRow[]> {
  return inSql(ctx, (sql) => viewsIn(sql, ctx, list))
}

/** The same within a transaction. */
export async function viewsIn(sql: Sql, ctx: Ctx, list: ViewList): Promise<ViewRow[]> {
  const { marketplaceId, id } = ctx.actor
  const rows = await sql.rows<Omit<ViewRow, 'name'> & { nameEnc: string }>(
    `SELECT v.id, v.list, v.owner_id AS "ownerId", v.name_enc AS "nameEnc", v.query, v.shared, v.version,
       p.at IS NOT NULL AS pinned
     FROM saved_view v LEFT JOIN saved_view_pin p
       ON p.marketplace_id = $1 AND p.user_id = $3 AND p.view_id = v.id
     WHERE v.marketplace_id = $1 AND v.list = $2 AND (v.owner_id = $3 OR v.shared)
     ORDER BY p.at, v.created_at, v.id`,
    [marketplaceId, list, id],
  )
  return rows.map(({ nameEnc, ...view }) => ({
    ...view,
    name: openText(marketplaceId, 'saved_view.name_enc', view.id, nameEnc),
  }))
}
