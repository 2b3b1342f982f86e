import { can } from '@/lib/domain/access/can'
import type { ApproveRefusal } from '@/lib/domain/approvals/can-approve'
import type { UseRefusal } from '@/lib/domain/approvals/can-use'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { limitsToJson } from '@/lib/domain/limits/limits-input'
import { type RequestRefusal, requestIn } from '../approvals/request-approval'
import { type SeenRequest, sayYesIn } from '../approvals/say-yes'
import { spendApproval } from '../approvals/spend-approval'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { allOrNone } from '../db/all-or-none'
import { beginOf } from '../versions/zone'
import { type LimitsRow, lockLimits } from './queries'

const action = 'limits.activate'

export type AskLimitsRefusal = RequestRefusal | 'not_found' | 'not_a_draft'

/** Asks for the second person, for exactly these limits from exactly this day. */
export function requestLimits(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<string, AskLimitsRefusal>> {
  return allOrNone<Result<string, AskLimitsRefusal>>(ctx, async (sql) => {
    if (!can(ctx.actor, 'limit.draft')) return refuse('not_permitted')
    const row = await lockLimits(sql, ctx, id)
    if (!row) return refuse('not_found')
    if (row.state !== 'draft') return refuse('not_a_draft')
    return requestIn(sql, ctx, { action, subject: id, payload: payloadOf(row), reason })
  })
}

export type ActivateLimitsRefusal = ApproveRefusal | UseRefusal | 'not_found' | 'not_a_draft' | 'own_draft'

/**
 * The second person's yes and the limits it lets hold, both or neither. They hold from their day on and never before
 * the yes: what was done until then was done under the limits of then.
 */
export function activateLimits(
  ctx: Ctx,
  { id, approvalId, seenHash }: Omit<SeenRequest, 'subject'> & { id: string },
): Promise<Result<void, ActivateLimitsRefusal>> {
  return allOrNone<Result<void, ActivateLimitsRefusal>>(ctx, async (sql) => {
    if (!can(ctx.actor, 'limit.activate')) return refuse('not_permitted')
    const row = await lockLimits(sql, ctx, id)
    if (!row) return refuse('not_found')
    if (row.state !== 'draft') return refuse('not_a_draft')
    if (row.draftedBy === ctx.actor.id) return refuse('own_draft')
    const said = await sayYesIn(sql, ctx, { approvalId, subject: id, seenHash })
    if (!said.ok) return said
    const use = { id: approvalId, action, subject: id, payload: payloadOf(row), usedFor: id }
    const spent = await spendApproval(sql, ctx, use)
    if (!spent.ok) return spent
    const heldFrom = await beginOf(sql, ctx, calendarDay(row.fromDay))
    await sql.run(
      `UPDATE limit_policy SET state = 'active', activated_by = $3, activated_at = $4, approval_id = $5, held_from = $6
       WHERE marketplace_id = $1 AND id = $2 AND state = 'draft'`,
      [ctx.actor.marketplaceId, id, ctx.actor.id, ctx.now, approvalId, heldFrom],
    )
    await recordAudit(sql, ctx, action, id, { number: row.number, heldFrom: heldFrom.toISOString(), approvalId })
    return ok()
  })
}

export type DropLimitsRefusal = 'not_permitted' | 'not_found' | 'not_a_draft'

/** A draft that nobody wants any more. What held is never taken back: draft the next. */
export function dropLimits(ctx: Ctx, { id }: { id: string }): Promise<Result<void, DropLimitsRefusal>> {
  return allOrNone<Result<void, DropLimitsRefusal>>(ctx, async (sql) => {
    if (!can(ctx.actor, 'limit.draft')) return refuse('not_permitted')
    const row = await lockLimits(sql, ctx, id)
    if (!row) return refuse('not_found')
    if (row.state !== 'draft') return refuse('not_a_draft')
    await sql.run(
      `UPDATE limit_policy SET state = 'dropped', dropped_by = $3, dropped_at = $4 WHERE marketplace_id = $1 AND id = $2`,
      [ctx.actor.marketplaceId, id, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, 'limits.drop', id, { number: row.number })
    return ok()
  })
}

function payloadOf({ number, fromDay, limits }: LimitsRow) {
  return { number, from: fromDay, limits: JSON.parse(limitsToJson(limits)) }
}
