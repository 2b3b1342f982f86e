import type { TextEraser } from '@/lib/domain/personal/erase-from-text'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { openBody } from '../exceptions/attachments/body'

/**
 * Files are not rewritten: those beside exceptions about something of the person's go whole, and so does any text that
 * names them. Nobody can look into a picture or a PDF that lies elsewhere.
 */
export async function eraseAttachments(
  sql: Sql,
  ctx: Ctx,
  objectIds: ReadonlySet<string>,
  erase: TextEraser,
): Promise<number> {
  const { marketplaceId } = ctx.actor
  const rows = await sql.rows<{ id: string; about: string[]; isText: boolean }>(
    `SELECT a.id, ARRAY[e.object_id, e.family_id] AS about, starts_with(a.media_type, 'text/') AS "isText"
     FROM exception_attachment a JOIN recon_exception e ON e.marketplace_id = $1 AND e.id = a.exception_id
     WHERE a.marketplace_id = $1 AND a.removed_at IS NULL ORDER BY a.id`,
    [marketplaceId],
  )
  let erased = 0
  for (const { id, about, isText } of rows) {
    const isAbout = about.some((object) => objectIds.has(object))
    if (!isAbout && !(isText && erase(await textOf(sql, marketplaceId, id), false) !== null)) continue
    erased += await sql.run(
      `UPDATE exception_attachment SET body_enc = NULL, removed_by = $3, removed_at = $4
       WHERE marketplace_id = $1 AND id = $2 AND removed_at IS NULL`,
      [marketplaceId, id, ctx.actor.id, ctx.now],
    )
  }
  return erased
}

async function textOf(sql: Sql, marketplaceId: string, id: string): Promise<string> {
  const [row] = await sql.rows<{ body: Buffer | null }>(
    'SELECT body_enc AS body FROM exception_attachment WHERE marketplace_id = $1 AND id = $2',
    [marketplaceId, id],
  )
  return row?.body ? openBody(marketplaceId, id, row.body).toString('utf8') : ''
}
