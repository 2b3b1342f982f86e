import { canUse, type UseRefusal } from '@/lib/domain/approvals/can-use'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { approvalHash } from './approval-hash'
import { lockApproval } from './queries'

/** `usedFor` is the id of what is let through: an intent, a resolution. */
export type ApprovalUse = { id: string; action: string; subject: string; payload: unknown; usedFor: string }

/**
 * Takes an approval for one act, in the transaction that writes the act: either both stand or neither. The act's own audit
 * row names the approval.
 */
export async function spendApproval(
  sql: Sql,
  ctx: Ctx,
  { id, action, subject, payload, usedFor }: ApprovalUse,
): Promise<Result<void, UseRefusal | 'not_found'>> {
  const approval = await lockApproval(sql, ctx, id)
  if (!approval) return refuse('not_found')
  const verdict = canUse(approval, approvalHash(action, subject, payload), usedFor, ctx.now)
  if (!verdict.ok || approval.usedFor === usedFor) return verdict
  await sql.run(
    'UPDATE approval SET used_for = $3, used_at = $4 WHERE marketplace_id = $1 AND id = $2 AND used_for IS NULL',
    [ctx.actor.marketplaceId, id, usedFor, ctx.now],
  )
  return ok()
}
