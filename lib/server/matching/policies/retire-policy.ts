import { can } from '@/lib/domain/access/can'
import type { ApproveRefusal } from '@/lib/domain/approvals/can-approve'
import type { UseRefusal } from '@/lib/domain/approvals/can-use'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type RequestRefusal, requestApproval } from '../../approvals/request-approval'
import { sayYesIn } from '../../approvals/say-yes'
import { spendApproval } from '../../approvals/spend-approval'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { allOrNone } from '../../db/all-or-none'
import { commit } from '../../db/commit'
import { inSql, type Sql } from '../../db/transaction'
import { enqueue } from '../../queue/enqueue'
import type { PolicyRow } from './policy-rows'
import { lockPolicy } from './queries'

export const retireAction = 'matching.retire'

export type DropRefusal = 'not_permitted' | 'not_found' | 'not_a_draft'

/** Drops a draft: it ties nothing, so one person may. */
export async function dropDraft(ctx: Ctx, { id }: { id: string }): Promise<Result<void, DropRefusal>> {
  if (!can(ctx.actor, 'matching.draft')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    const row = await lockPolicy(sql, ctx, id)
    if (!row) return refuse('not_found')
    if (row.state !== 'draft') return refuse('not_a_draft')
    await retireIn(sql, ctx, row, null)
    return ok()
  })
}

export type AskRetireRefusal = RequestRefusal | 'not_found' | 'not_active'

/** Asks for a second person: without the active policy the shipped one ties again, and tied or left are other rows. */
export async function requestRetirement(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<string, AskRetireRefusal>> {
  if (!can(ctx.actor, 'matching.draft')) return refuse('not_permitted')
  const row = await inSql(ctx, (sql) => lockPolicy(sql, ctx, id))
  if (!row) return refuse('not_found')
  if (row.state !== 'active') return refuse('not_active')
  return requestApproval(ctx, { action: retireAction, subject: id, payload: payloadOf(row), reason })
}

export type RetireRefusal = ApproveRefusal | UseRefusal | 'not_found' | 'not_active'

/** The second person's yes and the end of the active policy, both or neither. */
export async function retirePolicy(
  ctx: Ctx,
  { id, approvalId, seenHash }: { id: string; approvalId: string; seenHash: string },
): Promise<Result<void, RetireRefusal>> {
  if (!can(ctx.actor, 'approval.decide')) return refuse('not_permitted')
  return allOrNone<Result<void, RetireRefusal>>(ctx, async (sql) => {
    const row = await lockPolicy(sql, ctx, id)
    if (!row) return refuse('not_found')
    if (row.state !== 'active') return refuse('not_active')
    const said = await sayYesIn(sql, ctx, { approvalId, subject: id, seenHash })
    if (!said.ok) return said
    const use = { id: approvalId, action: retireAction, subject: id, payload: payloadOf(row), usedFor: `${id}:retired` }
    const spent = await spendApproval(sql, ctx, use)
    if (!spent.ok) return spent
    await retireIn(sql, ctx, row, approvalId)
    await enqueue(sql, 'reconcile', { marketplaceId: ctx.actor.marketplaceId })
    return ok()
  })
}

function payloadOf({ version, digest }: PolicyRow) {
  return { version, digest }
}

async function retireIn(sql: Sql, ctx: Ctx, { id, version, state }: PolicyRow, approvalId: string | null) {
  await sql.run(
    `UPDATE matching_policy SET state = 'retired', retired_at = $3 WHERE marketplace_id = $1 AND id = $2 AND state = $4`,
    [ctx.actor.marketplaceId, id, ctx.now, state],
  )
  await recordAudit(sql, ctx, retireAction, id, { version, was: state, approvalId })
}
