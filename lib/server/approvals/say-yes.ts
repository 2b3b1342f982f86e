import type { ApproveRefusal } from '@/lib/domain/approvals/can-approve'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { decideIn } from './decide-approval'
import { lockApproval } from './queries'

/** A request as a person saw it: which one, what it is about, and the hash of what was shown. */
export type SeenRequest = { approvalId: string; subject: string; seenHash: string }

/**
 * The second person's yes where the act follows in the same transaction: a yes that is refused its act is not given. A yes
 * that stands already is not asked for again, and whoever asked never gives it.
 */
export async function sayYesIn(
  sql: Sql,
  ctx: Ctx,
  { approvalId, subject, seenHash }: SeenRequest,
): Promise<Result<void, ApproveRefusal | 'not_found'>> {
  const approval = await lockApproval(sql, ctx, approvalId)
  if (!approval || approval.subject !== subject) return refuse('not_found')
  if (approval.requestedBy === ctx.actor.id) return refuse('own_request')
  if (approval.state === 'approved') return ok()
  const decided = await decideIn(sql, ctx, { id: approvalId, decision: 'approved', seenHash, reason: '' })
  return decided.ok ? ok() : decided
}
