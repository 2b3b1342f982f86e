import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'
import { openText } from '../../personal/free-text'
import { openBody } from './body'

export type Attachment = {
  id: string
  name: string
  mediaType: string
  sizeBytes: number
  addedBy: string
  addedAt: Date
  /** Whoever took it away: then its bytes are gone. */
  removedBy: string | null
}

/** The files beside an exception, in the order in which they came. */
export async function attachmentsIn(sql: Sql, marketplaceId: string, exceptionId: string): Promise<Attachment[]> {
  const rows = await sql.rows<Attachment>(
    `SELECT id, name_enc AS name, media_type AS "mediaType", size_bytes AS "sizeBytes", added_by AS "addedBy",
       added_at AS "addedAt", removed_by AS "removedBy" FROM exception_attachment
     WHERE marketplace_id = $1 AND exception_id = $2 ORDER BY added_at, id LIMIT 100`,
    [marketplaceId, exceptionId],
  )
  return rows.map((row) => ({
    ...row,
    name: openText(marketplaceId, 'exception_attachment.name_enc', row.id, row.name),
  }))
}

/** One file with its bytes; null where there is none, or it was taken away. */
export function readAttachment(
  ctx: Ctx,
  id: string,
): Promise<{ name: string; mediaType: string; bytes: Buffer } | null> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const [row] = await sql.rows<{ name: string; mediaType: string; body: Buffer }>(
      `SELECT name_enc AS name, media_type AS "mediaType", body_enc AS body FROM exception_attachment
       WHERE marketplace_id = $1 AND id = $2 AND removed_at IS NULL`,
      [marketplaceId, id],
    )
    if (!row) return null
    const name = openText(marketplaceId, 'exception_attachment.name_enc', id, row.name)
    return { name, mediaType: row.mediaType, bytes: openBody(marketplaceId, id, row.body) }
  })
}
