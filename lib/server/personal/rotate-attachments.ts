import type { Ctx } from '../context'
import { keyring } from '../crypto/keyring'
import { inSql } from '../db/transaction'
import { openBody, sealBody } from '../exceptions/attachments/body'

/** Seals files anew under the newest key, one at a time: each may be large. Answers how many. */
export async function rotateAttachments(ctx: Ctx): Promise<number> {
  const { marketplaceId } = ctx.actor
  let total = 0
  for (let after = ''; ; ) {
    const from: string = after
    const last = await inSql(ctx, async (sql) => {
      const [row] = await sql.rows<{ id: string; body: Buffer }>(
        `SELECT id, body_enc AS body FROM exception_attachment WHERE marketplace_id = $1 AND id > $3 AND body_enc IS NOT NULL
           AND substr(body_enc, 1, length($2::bytea)) <> $2 ORDER BY id LIMIT 1 FOR UPDATE`,
        [marketplaceId, Buffer.from(`sealed:${keyring().newest}:`), from],
      )
      if (!row) return null
      const body = sealBody(marketplaceId, row.id, openBody(marketplaceId, row.id, row.body))
      total += await sql.run('UPDATE exception_attachment SET body_enc = $3 WHERE marketplace_id = $1 AND id = $2', [
        marketplaceId,
        row.id,
        body,
      ])
      return row.id
    })
    if (last === null) return total
    after = last
  }
}
