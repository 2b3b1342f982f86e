import { canDecide, type DecideRefusal } from '@/lib/domain/approvals/can-decide'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { getApprovalIn } from './queries'

export type Decision = { id: string; decision: 'approved' | 'refused'; seenHash: string; reason: string }

export async function decideApproval(ctx: Ctx, input: Decision): Promise<Result<void, DecideRefusal | 'not_found'>> {
  return inTransaction(ctx, async (tx) => {
    const approval = await getApprovalIn(tx, ctx, input.id)
    if (!approval) return refuse('not_found')
    const verdict = canDecide(approval, ctx.actor, input.seenHash, ctx.now)
    if (!verdict.ok) return verdict
    // The state in the where settles races: the slower approver writes zero rows.
    const { count } = await tx.approval.updateMany({
      where: { marketplaceId: ctx.actor.marketplaceId, id: input.id, state: 'pending', payloadHash: input.seenHash },
      data: { state: input.decision, decidedBy: ctx.actor.id, decidedAt: ctx.now, decidedReason: input.reason },
    })
    if (count === 0) return refuse('stale')
    await recordAudit(sqlOf(tx), ctx, `approval.${input.decision}`, input.id, {
      payloadHash: input.seenHash,
      reason: input.reason,
    })
    return ok(undefined)
  })
}
