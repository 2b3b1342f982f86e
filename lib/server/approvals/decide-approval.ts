import type { Approval } from '@/lib/domain/approvals/approval'
import { type ApproveRefusal, canApprove } from '@/lib/domain/approvals/can-approve'
import { canDecide } from '@/lib/domain/approvals/can-decide'
import { approvalPolicy } from '@/lib/domain/approvals/policy'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { recordAudit } from '../audit/record-audit'
import { hasFreshProof } from '../auth/second-factor/demand-proof'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { limitsNow } from '../limits/queries'
import { sealText, textDigest } from '../personal/free-text'
import { lockApproval } from './queries'

export type Decision = { id: string; decision: 'approved' | 'refused'; seenHash: string; reason: string }

/** The row's lock settles races: of two who decide at once the second finds it decided. One's own decision may be repeated. */
export async function decideApproval(ctx: Ctx, input: Decision): Promise<Result<void, ApproveRefusal | 'not_found'>> {
  const decided = await commit(ctx, (sql) => decideIn(sql, ctx, input))
  return decided.ok ? ok() : decided
}

/** The same within the caller's transaction; answers with the request as it was found. */
export async function decideIn(
  sql: Sql,
  ctx: Ctx,
  input: Decision,
): Promise<Result<Approval, ApproveRefusal | 'not_found'>> {
  const approval = await lockApproval(sql, ctx, input.id)
  if (!approval) return refuse('not_found')
  if (hasSaidSo(approval, ctx.actor.id, input)) return ok(approval)
  const { seenHash } = input
  const verdict =
    input.decision === 'approved'
      ? canApprove(approval, ctx.actor, seenHash, ctx.now, await limitsNow(sql, ctx))
      : canDecide(approval, ctx.actor, seenHash, ctx.now)
  if (!verdict.ok) return verdict
  if (input.decision === 'approved' && !(await hasFreshProof(sql, ctx))) return refuse('proof_needed')
  const { marketplaceId } = ctx.actor
  const reason = cleanText(input.reason, approvalPolicy.reasonMaxLength)
  const reasonEnc = reason === '' ? null : sealText(marketplaceId, 'approval.decided_reason_enc', input.id, reason)
  await sql.run(
    `UPDATE approval SET state = $3, decided_by = $4, decided_at = $5, decided_reason_enc = $6
     WHERE marketplace_id = $1 AND id = $2 AND state = 'pending'`,
    [marketplaceId, input.id, input.decision, ctx.actor.id, ctx.now, reasonEnc],
  )
  // The words may be erased one day; the chain keeps only what proves them.
  await recordAudit(sql, ctx, `approval.${input.decision}`, input.id, {
    payloadHash: input.seenHash,
    reasonDigest: textDigest(marketplaceId, 'approval.decided_reason_enc', input.id, reason),
  })
  return ok(approval)
}

/** A second click, or an answer that got lost: the same person says the same of the same payload. */
function hasSaidSo(approval: Approval, actorId: string, { decision, seenHash }: Decision): boolean {
  return approval.decidedBy === actorId && approval.state === decision && approval.payloadHash === seenHash
}
