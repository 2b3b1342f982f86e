import { can } from '@/lib/domain/access/can'
import type { ApproveRefusal } from '@/lib/domain/approvals/can-approve'
import type { UseRefusal } from '@/lib/domain/approvals/can-use'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type RequestRefusal, requestIn } from '../approvals/request-approval'
import { type SeenRequest, sayYesIn } from '../approvals/say-yes'
import { spendApproval } from '../approvals/spend-approval'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { allOrNone } from '../db/all-or-none'
import type { Sql } from '../db/transaction'
import { lockVersion } from './queries'
import type { VersionRow, VersionRules } from './rows'
import { beginOf } from './zone'

/** `overtaken`: what it was drafted against holds no more. */
type Standing = 'not_found' | 'not_a_draft' | 'overtaken'
export type AskVersionRefusal = RequestRefusal | Standing

/** Asks for the second person, for exactly this version from exactly this day. */
export function requestVersion(
  ctx: Ctx,
  rules: VersionRules,
  { id, reason }: { id: string; reason: string },
): Promise<Result<string, AskVersionRefusal>> {
  return allOrNone<Result<string, AskVersionRefusal>>(ctx, async (sql) => {
    if (!can(ctx.actor, rules.draft)) return refuse('not_permitted')
    const draft = await standingDraft(sql, ctx, rules, id)
    if (!draft.ok) return draft
    return requestIn(sql, ctx, { action: actionOf(rules), subject: id, payload: payloadOf(draft.value), reason })
  })
}

export type ActivateVersionRefusal = ApproveRefusal | UseRefusal | Standing | 'own_draft'

/**
 * The second person's yes and what it lets hold, both or neither. It holds from its day on and never before the yes: what
 * was done until then was done under what held then.
 */
export function activateVersion(
  ctx: Ctx,
  rules: VersionRules,
  { id, approvalId, seenHash }: Omit<SeenRequest, 'subject'> & { id: string },
): Promise<Result<void, ActivateVersionRefusal>> {
  return allOrNone<Result<void, ActivateVersionRefusal>>(ctx, async (sql) => {
    if (!can(ctx.actor, rules.activate)) return refuse('not_permitted')
    const draft = await standingDraft(sql, ctx, rules, id)
    if (!draft.ok) return draft
    const row = draft.value
    if (row.draftedBy === ctx.actor.id) return refuse('own_draft')
    const said = await sayYesIn(sql, ctx, { approvalId, subject: id, seenHash })
    if (!said.ok) return said
    const use = { id: approvalId, action: actionOf(rules), subject: id, payload: payloadOf(row), usedFor: id }
    const spent = await spendApproval(sql, ctx, use)
    if (!spent.ok) return spent
    const heldFrom = await beginOf(sql, ctx, calendarDay(row.fromDay))
    await sql.run(
      `UPDATE setting_version SET state = 'active', activated_by = $3, activated_at = $4, approval_id = $5, held_from = $6
       WHERE marketplace_id = $1 AND id = $2 AND state = 'draft'`,
      [ctx.actor.marketplaceId, id, ctx.actor.id, ctx.now, approvalId, heldFrom],
    )
    await rules.takeEffect(sql, ctx, row, heldFrom)
    const { number, subject } = row
    await recordAudit(sql, ctx, actionOf(rules), id, { number, subject, heldFrom: heldFrom.toISOString(), approvalId })
    return ok()
  })
}

export type DropVersionRefusal = 'not_permitted' | 'not_found' | 'not_a_draft'

/** A draft that nobody wants any more. What held is never taken back: draft the next. */
export function dropVersion(
  ctx: Ctx,
  rules: VersionRules,
  { id }: { id: string },
): Promise<Result<void, DropVersionRefusal>> {
  return allOrNone<Result<void, DropVersionRefusal>>(ctx, async (sql) => {
    if (!can(ctx.actor, rules.draft)) return refuse('not_permitted')
    const row = await lockVersion(sql, ctx, rules.kind, id)
    if (!row) return refuse('not_found')
    if (row.state !== 'draft') return refuse('not_a_draft')
    await sql.run(
      `UPDATE setting_version SET state = 'dropped', dropped_by = $3, dropped_at = $4 WHERE marketplace_id = $1 AND id = $2`,
      [ctx.actor.marketplaceId, id, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, `${rules.word}.drop`, id, { number: row.number, subject: row.subject })
    return ok()
  })
}

/** The draft, locked, if what it was drafted against still holds. */
async function standingDraft(
  sql: Sql,
  ctx: Ctx,
  rules: VersionRules,
  id: string,
): Promise<Result<VersionRow, Standing>> {
  const row = await lockVersion(sql, ctx, rules.kind, id)
  if (!row) return refuse('not_found')
  if (row.state !== 'draft') return refuse('not_a_draft')
  const from = await beginOf(sql, ctx, calendarDay(row.fromDay))
  return (await rules.basis(sql, ctx, { subject: row.subject, from })) === row.basis ? ok(row) : refuse('overtaken')
}

function actionOf({ word }: VersionRules): string {
  return `${word}.activate`
}

function payloadOf({ number, subject, fromDay, body, basis, foreseen }: VersionRow) {
  return { number, subject, from: fromDay, body, basis, foreseen }
}
