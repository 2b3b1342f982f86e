import type { Role } from '@/lib/domain/access/actor'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type AssignRefusal, canAssign, canOwn } from '@/lib/domain/exceptions/can-assign'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { loadException } from './load-exception'
import { giveNotice } from './notices/give-notice'

/** `assigneeId` null: nobody owns it any more. Answers who owned it before. */
export type AssignInput = { id: string; version: number; assigneeId: string | null }

export async function assignException(
  ctx: Ctx,
  input: AssignInput,
): Promise<Result<{ from: string | null }, AssignRefusal | 'not_found' | 'stale' | 'unknown_person' | 'may_not_own'>> {
  const { marketplaceId } = ctx.actor
  return inTransaction(ctx, async (tx) => {
    const item = await loadException(tx, ctx, input.id)
    if (!item) return refuse('not_found')
    const verdict = canAssign(item, ctx.actor)
    if (!verdict.ok) return verdict
    if (input.assigneeId !== null) {
      const member = await tx.membership.findUnique({
        where: { marketplaceId_userId: { marketplaceId, userId: input.assigneeId } },
        select: { role: true },
      })
      if (!member) return refuse('unknown_person')
      if (!canOwn(member.role as Role)) return refuse('may_not_own')
    }
    const { count } = await tx.reconException.updateMany({
      where: { marketplaceId, id: input.id, version: input.version, state: { in: ['open', 'waiting'] } },
      data: {
        assigneeId: input.assigneeId,
        assignedAt: input.assigneeId === null ? null : ctx.now,
        version: { increment: 1 },
      },
    })
    if (count === 0) return refuse('stale')
    await recordAudit(sqlOf(tx), ctx, 'exception.assign', input.id, { from: item.assigneeId, to: input.assigneeId })
    if (input.assigneeId !== null && input.assigneeId !== item.assigneeId)
      await giveNotice(sqlOf(tx), ctx, { userId: input.assigneeId, kind: 'assigned', exceptionId: input.id })
    return ok({ from: item.assigneeId })
  })
}
