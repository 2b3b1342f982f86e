import { can } from '@/lib/domain/access/can'
import type { ApproveRefusal } from '@/lib/domain/approvals/can-approve'
import type { UseRefusal } from '@/lib/domain/approvals/can-use'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { sayYesIn } from '../../approvals/say-yes'
import { spendApproval } from '../../approvals/spend-approval'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { allOrNone } from '../../db/all-or-none'
import type { Sql } from '../../db/transaction'
import { enqueue } from '../../queue/enqueue'
import type { PolicyRow } from './policy-rows'
import { activePolicy, lockPolicy } from './queries'
import { activateAction, activationPayload } from './request-activation'

export type ActivateRefusal =
  | ApproveRefusal
  | UseRefusal
  | 'not_found'
  | 'not_a_draft'
  | 'own_draft'
  | 'tried_against_another'

export type Activation = { id: string; approvalId: string; seenHash: string }

/**
 * The second person's yes and the act it lets through, both or neither: a yes that was refused its act is not given. A yes
 * that stands already is not asked for again, and neither who drafted the policy nor who asked for it may use it.
 */
export async function activatePolicy(ctx: Ctx, input: Activation): Promise<Result<void, ActivateRefusal>> {
  if (!can(ctx.actor, 'approval.decide')) return refuse('not_permitted')
  return allOrNone<Result<void, ActivateRefusal>>(ctx, async (sql) => {
    const draft = await lockPolicy(sql, ctx, input.id)
    if (!draft) return refuse('not_found')
    const verdict = canActivate(draft, ctx)
    if (!verdict.ok) return verdict
    const said = await sayYesIn(sql, ctx, { ...input, subject: input.id })
    if (!said.ok) return said
    return activate(sql, ctx, draft, input.approvalId)
  })
}

function canActivate({ state, draftedBy }: PolicyRow, { actor }: Ctx): Result<void, 'not_a_draft' | 'own_draft'> {
  if (state !== 'draft') return refuse('not_a_draft')
  return draftedBy === actor.id ? refuse('own_draft') : ok()
}

async function activate(
  sql: Sql,
  ctx: Ctx,
  draft: PolicyRow,
  approvalId: string,
): Promise<Result<void, ActivateRefusal>> {
  const { marketplaceId } = ctx.actor
  const { id } = draft
  const active = await activePolicy(sql, ctx)
  if (draft.tried?.against.digest !== active.digest) return refuse('tried_against_another')
  const approval = { id: approvalId, action: activateAction, subject: id, payload: activationPayload(draft) }
  const spent = await spendApproval(sql, ctx, { ...approval, usedFor: id })
  if (!spent.ok) return spent
  await sql.run(
    `UPDATE matching_policy SET state = 'retired', retired_at = $2 WHERE marketplace_id = $1 AND state = 'active'`,
    [marketplaceId, ctx.now],
  )
  await sql.run(
    `UPDATE matching_policy SET state = 'active', activated_by = $3, activated_at = $4, approval_id = $5
     WHERE marketplace_id = $1 AND id = $2 AND state = 'draft'`,
    [marketplaceId, id, ctx.actor.id, ctx.now, approvalId],
  )
  const { version, digest, triedDigest } = draft
  await enqueue(sql, 'reconcile', { marketplaceId: ctx.actor.marketplaceId })
  await recordAudit(sql, ctx, activateAction, id, { version, digest, triedDigest, approvalId, instead: active.version })
  return ok()
}
