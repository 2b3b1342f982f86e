import { can } from '@/lib/domain/access/can'
import type { ApproveRefusal } from '@/lib/domain/approvals/can-approve'
import type { UseRefusal } from '@/lib/domain/approvals/can-use'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type RequestRefusal, requestApproval } from '../approvals/request-approval'
import { sayYesIn } from '../approvals/say-yes'
import { spendApproval } from '../approvals/spend-approval'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { allOrNone } from '../db/all-or-none'
import { inSql } from '../db/transaction'
import { enqueue } from '../queue/enqueue'
import { lockRule, patternParams, type RuleRow } from './queries'

const action = 'rule.activate'

export type AskRefusal = RequestRefusal | 'not_found' | 'not_a_draft' | 'not_tried'

/** Asks for the second person, for exactly this rule after exactly this trial. */
export async function requestRule(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<string, AskRefusal>> {
  if (!can(ctx.actor, 'rule.draft')) return refuse('not_permitted')
  const rule = await inSql(ctx, (sql) => lockRule(sql, ctx, id))
  if (!rule) return refuse('not_found')
  if (rule.state !== 'draft') return refuse('not_a_draft')
  if (rule.triedDigest === null) return refuse('not_tried')
  return requestApproval(ctx, { action, subject: id, payload: payloadOf(rule), reason })
}

export type ActivateRefusal = ApproveRefusal | UseRefusal | 'not_found' | 'not_a_draft' | 'own_draft'

/** The second person's yes and the rule it lets act, both or neither. */
export async function activateRule(
  ctx: Ctx,
  { id, approvalId, seenHash }: { id: string; approvalId: string; seenHash: string },
): Promise<Result<void, ActivateRefusal>> {
  if (!can(ctx.actor, 'approval.decide')) return refuse('not_permitted')
  return allOrNone<Result<void, ActivateRefusal>>(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    const rule = await lockRule(sql, ctx, id)
    if (!rule) return refuse('not_found')
    if (rule.state !== 'draft') return refuse('not_a_draft')
    if (rule.draftedBy === ctx.actor.id) return refuse('own_draft')
    const said = await sayYesIn(sql, ctx, { approvalId, subject: id, seenHash })
    if (!said.ok) return said
    const use = { id: approvalId, action, subject: id, payload: payloadOf(rule), usedFor: id }
    const spent = await spendApproval(sql, ctx, use)
    if (!spent.ok) return spent
    await sql.run(
      `UPDATE resolution_rule SET state = 'active', activated_by = $3, activated_at = $4, approval_id = $5
       WHERE marketplace_id = $1 AND id = $2 AND state = 'draft'`,
      [marketplaceId, id, ctx.actor.id, ctx.now, approvalId],
    )
    await enqueue(sql, 'reconcile', { marketplaceId })
    const { number, triedDigest } = rule
    await recordAudit(sql, ctx, action, id, { number, triedDigest, approvalId })
    return ok()
  })
}

export type RetireRefusal = 'not_permitted' | 'not_found' | 'already_retired'

/** Stops a rule, or drops its draft: it resolves nothing more, so one person may. What it has done stands. */
export async function retireRule(ctx: Ctx, { id }: { id: string }): Promise<Result<void, RetireRefusal>> {
  if (!can(ctx.actor, 'rule.draft')) return refuse('not_permitted')
  return allOrNone<Result<void, RetireRefusal>>(ctx, async (sql) => {
    const rule = await lockRule(sql, ctx, id)
    if (!rule) return refuse('not_found')
    if (rule.state === 'retired') return refuse('already_retired')
    await sql.run(
      `UPDATE resolution_rule SET state = 'retired', retired_by = $3, retired_at = $4 WHERE marketplace_id = $1 AND id = $2`,
      [ctx.actor.marketplaceId, id, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, 'rule.retire', id, { number: rule.number, was: rule.state })
    return ok()
  })
}

/** Another pattern, another reason or another trial is another act, and needs another yes. */
function payloadOf(rule: RuleRow) {
  const { number, resolution, triedDigest } = rule
  const [kind, direction, currency, mostMinor, sellerId] = patternParams(rule)
  return { number, kind, direction, currency, mostMinor: String(mostMinor), sellerId, resolution, triedDigest }
}
