import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type CommentRefusal, canComment } from '@/lib/domain/exceptions/can-comment'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { sealText, textDigest } from '../personal/free-text'
import { loadException } from './load-exception'

export type CommentInput = { id: string; body: string }

export async function commentException(
  ctx: Ctx,
  input: CommentInput,
): Promise<Result<void, CommentRefusal | 'not_found'>> {
  const body = cleanText(input.body, 4000)
  const verdict = canComment(ctx.actor, body)
  if (!verdict.ok) return verdict
  return inTransaction(ctx, async (tx) => {
    if (!(await loadException(tx, ctx, input.id))) return refuse('not_found')
    const id = `exc_${randomUUID()}`
    const { marketplaceId } = ctx.actor
    const bodyEnc = sealText(marketplaceId, 'exception_comment.body_enc', id, body)
    await tx.exceptionComment.create({
      data: { marketplaceId, id, exceptionId: input.id, authorId: ctx.actor.id, bodyEnc, at: ctx.now },
    })
    // The words may be erased one day; the chain keeps only what proves them.
    const bodyDigest = textDigest(marketplaceId, 'exception_comment.body_enc', id, body)
    await recordAudit(sqlOf(tx), ctx, 'exception.comment', input.id, { comment: id, bodyDigest })
    return ok()
  })
}
