import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type CommentRefusal, canComment } from '@/lib/domain/exceptions/can-comment'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { sha256 } from '../digest/natural-id'
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
    await tx.exceptionComment.create({
      data: { marketplaceId, id, exceptionId: input.id, authorId: ctx.actor.id, body, at: ctx.now },
    })
    // The words may be erased one day; the chain keeps only what they hashed to.
    await recordAudit(sqlOf(tx), ctx, 'exception.comment', input.id, { comment: id, bodyHash: sha256(body) })
    return ok()
  })
}
