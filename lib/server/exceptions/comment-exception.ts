import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type CommentRefusal, canComment } from '@/lib/domain/exceptions/can-comment'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { mentionsIn } from '@/lib/domain/exceptions/mentions/mentions'
import { listPeople } from '../access/queries'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { sealText, textDigest } from '../personal/free-text'
import { loadException } from './load-exception'
import { giveNotice, type NoticeKind } from './notices/give-notice'

export type CommentInput = { id: string; body: string }

/** Says something about an exception. Whom it names is told, and so is its owner. */
export async function commentException(
  ctx: Ctx,
  input: CommentInput,
): Promise<Result<{ told: number }, CommentRefusal | 'not_found'>> {
  const body = cleanText(input.body, 4000)
  const verdict = canComment(ctx.actor, body)
  if (!verdict.ok) return verdict
  const named = mentionsIn(body, await listPeople(ctx))
  return inTransaction(ctx, async (tx) => {
    const item = await loadException(tx, ctx, input.id)
    if (!item) return refuse('not_found')
    const id = `exc_${randomUUID()}`
    const { marketplaceId } = ctx.actor
    const bodyEnc = sealText(marketplaceId, 'exception_comment.body_enc', id, body)
    await tx.exceptionComment.create({
      data: { marketplaceId, id, exceptionId: input.id, authorId: ctx.actor.id, bodyEnc, at: ctx.now },
    })
    // The words may be erased one day; the chain keeps only what proves them.
    const bodyDigest = textDigest(marketplaceId, 'exception_comment.body_enc', id, body)
    const sql = sqlOf(tx)
    await recordAudit(sql, ctx, 'exception.comment', input.id, { comment: id, bodyDigest })
    const told = new Map<string, NoticeKind>(item.assigneeId === null ? [] : [[item.assigneeId, 'comment']])
    for (const userId of named) told.set(userId, 'mention')
    told.delete(ctx.actor.id)
    for (const [userId, kind] of told)
      await giveNotice(sql, ctx, { userId, kind, exceptionId: input.id, commentId: id })
    return ok({ told: told.size })
  })
}
