import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'

/** So many words are offered; whoever has more writes the rest. */
const mostOffered = 200

/** The tags in use, in alphabetical order. One probe of the index for each word, however many rows carry it. */
export function listTags(ctx: Ctx): Promise<string[]> {
  return inSql(ctx, async (sql) => {
    const rows = await sql.rows<{ tag: string }>(
      `WITH RECURSIVE word (tag, nth) AS (
         (SELECT tag, 1 FROM exception_tag WHERE marketplace_id = $1 ORDER BY tag LIMIT 1)
         UNION ALL
         SELECT next.tag, w.nth + 1 FROM word w CROSS JOIN LATERAL (SELECT t.tag FROM exception_tag t
           WHERE t.marketplace_id = $1 AND t.tag > w.tag ORDER BY t.tag LIMIT 1) next
         WHERE w.nth < ${mostOffered})
       SELECT tag FROM word ORDER BY tag`,
      [ctx.actor.marketplaceId],
    )
    return rows.map(({ tag }) => tag)
  })
}

/** The tags of each of these exceptions. */
export function tagsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  return inSql(ctx, (sql) => tagsIn(sql, ctx.actor.marketplaceId, ids))
}

/** The same within a transaction. */
export async function tagsIn(sql: Sql, marketplaceId: string, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.rows<{ id: string; tag: string }>(
    `SELECT exception_id AS id, tag FROM exception_tag WHERE marketplace_id = $1 AND exception_id = ANY ($2) ORDER BY tag`,
    [marketplaceId, ids],
  )
  const tags = new Map<string, string[]>()
  for (const { id, tag } of rows) tags.set(id, [...(tags.get(id) ?? []), tag])
  return tags
}
