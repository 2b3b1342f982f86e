import { createHash, randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type AttachRefusal, attachmentPolicy, canAttach } from '@/lib/domain/exceptions/attachments/can-attach'
import { kindOfFile } from '@/lib/domain/exceptions/attachments/kind-of-file'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { sealText, textDigest } from '../../personal/free-text'
import { sealBody } from './body'

export type AttachInput = { exceptionId: string; name: string; bytes: Uint8Array }

/**
 * Puts a file beside an exception: of a type that is known by its bytes and by its name, of 10 MB at most, sealed. The
 * same file twice is there once: the second press is told that it was done.
 */
export async function attachFile(
  ctx: Ctx,
  { exceptionId, name, bytes }: AttachInput,
): Promise<Result<{ id: string }, AttachRefusal | 'not_found'>> {
  const verdict = canAttach(ctx.actor)
  if (!verdict.ok) return verdict
  if (bytes.byteLength === 0) return refuse('empty')
  if (bytes.byteLength > attachmentPolicy.mostBytes) return refuse('too_large')
  const called = nameOf(name)
  const kind = kindOfFile(called, bytes)
  if (!kind.ok) return kind
  const { marketplaceId } = ctx.actor
  const digest = createHash('sha256').update(bytes).digest('hex')
  return commit(ctx, async (sql) => {
    const held = await sql.rows('SELECT FROM recon_exception WHERE marketplace_id = $1 AND id = $2 FOR UPDATE', [
      marketplaceId,
      exceptionId,
    ])
    if (held.length === 0) return refuse('not_found')
    const there = await sql.rows<{ id: string; sizeBytes: number; proof: string | null }>(
      `SELECT a.id, a.size_bytes AS "sizeBytes", (SELECT detail->>'bodyDigest' FROM audit_entry
         WHERE marketplace_id = $1 AND subject = $2 AND action = 'exception.attach' AND detail->>'attachment' = a.id) AS proof
       FROM exception_attachment a WHERE a.marketplace_id = $1 AND a.exception_id = $2 AND a.removed_at IS NULL`,
      [marketplaceId, exceptionId],
    )
    const proofOf = (id: string) => textDigest(marketplaceId, 'exception_attachment.name_enc', id, digest)
    const same = there.find((one) => one.sizeBytes === bytes.byteLength && one.proof === proofOf(one.id))
    if (same) return ok({ id: same.id })
    if (there.length >= attachmentPolicy.mostFiles) return refuse('too_many_files')
    const id = `att_${randomUUID()}`
    await sql.run(
      `INSERT INTO exception_attachment (marketplace_id, id, exception_id, name_enc, media_type, size_bytes, body_enc,
         added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        marketplaceId,
        id,
        exceptionId,
        sealText(marketplaceId, 'exception_attachment.name_enc', id, called),
        kind.value.mediaType,
        bytes.byteLength,
        sealBody(marketplaceId, id, bytes),
        ctx.actor.id,
        ctx.now,
      ],
    )
    // The file may be taken away one day; the chain keeps only what proves which it was.
    const detail = { attachment: id, mediaType: kind.value.mediaType, bodyDigest: proofOf(id) }
    await recordAudit(sql, ctx, 'exception.attach', exceptionId, detail)
    return ok({ id })
  })
}

/** A name without a path and without what no file system takes; its end stays, for it says what the file is. */
function nameOf(given: string): string {
  const name = cleanText(given.replace(/^.*[\\/]/s, ''), 400).replace(/[\n\t"<>|:*?]/g, ' ')
  return name.length <= attachmentPolicy.longestName ? name : `…${name.slice(1 - attachmentPolicy.longestName)}`
}
