import { can } from '@/lib/domain/access/can'
import { approvalPolicy } from '@/lib/domain/approvals/policy'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type JsonObject, recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inTransaction, sqlOf } from '../db/transaction'
import { canonicalJson, naturalId } from '../digest/natural-id'
import { approvalHash } from './approval-hash'

export type ApprovalRequest = { action: string; subject: string; payload: JsonObject; reason: string }
export type RequestRefusal = 'not_permitted' | 'reason_missing'

/** The id hangs on what is asked and by whom: a double click asks once. */
export async function requestApproval(ctx: Ctx, input: ApprovalRequest): Promise<Result<string, RequestRefusal>> {
  if (!can(ctx.actor, 'approval.request')) return refuse('not_permitted')
  const reason = input.reason.trim().slice(0, approvalPolicy.reasonMaxLength)
  if (reason.length < approvalPolicy.reasonMinLength) return refuse('reason_missing')
  const payloadHash = approvalHash(input.action, input.subject, input.payload)
  return inTransaction(ctx, async (tx) => {
    const { marketplaceId } = ctx.actor
    const open = await tx.approval.findFirst({
      where: { marketplaceId, payloadHash, requestedBy: ctx.actor.id, state: 'pending', expiresAt: { gt: ctx.now } },
      select: { id: true },
    })
    if (open) return ok(open.id)
    const id = naturalId('apr', payloadHash, ctx.actor.id, ctx.now.toISOString())
    const expiresAt = new Date(ctx.now.getTime() + approvalPolicy.expiresAfterHours * 3_600_000)
    const payload = JSON.parse(canonicalJson(input.payload))
    const { action, subject } = input
    await tx.approval.create({
      data: {
        marketplaceId,
        id,
        action,
        subject,
        payload,
        payloadHash,
        reason,
        requestedBy: ctx.actor.id,
        requestedAt: ctx.now,
        expiresAt,
      },
      select: { id: true },
    })
    await recordAudit(sqlOf(tx), ctx, 'approval.request', id, { action, subject, payloadHash, reason })
    return ok(id)
  })
}
