import type { Role } from '@/lib/domain/access/actor'
import type { Approval } from '@/lib/domain/approvals/approval'
import type { ApproveRefusal } from '@/lib/domain/approvals/can-approve'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type Act, noParticulars, repairs } from '@/lib/domain/resolutions/act'
import { canPropose, type ProposeRefusal } from '@/lib/domain/resolutions/can-propose'
import { type Decision, decideIn } from '../approvals/decide-approval'
import type { Ctx } from '../context'
import { allOrNone } from '../db/all-or-none'
import type { Sql } from '../db/transaction'
import { exceptionOfCause } from '../intents/intent'
import { limitsNow } from '../limits/queries'
import { elsewhereAction, paidIn } from './acts/pay-elsewhere'
import { writeOffAction } from './acts/write-off'
import { loadItem } from './load-item'
import { type ActRefusal, performAct } from './perform-act'

export type AnswerRefusal = ApproveRefusal | ProposeRefusal | ActRefusal | 'not_found' | 'requester_gone'
type AnswerResult = Result<void, AnswerRefusal>

/**
 * A second person's yes or no. With the yes the act is done, in the same transaction and in the name of who asked: either
 * both stand or neither, so an exception that has changed meanwhile leaves the request as it was.
 */
export function answerApproval(ctx: Ctx, input: Decision): Promise<AnswerResult> {
  return allOrNone<AnswerResult>(ctx, async (sql) => {
    const decided = await decideIn(sql, ctx, input)
    if (!decided.ok) return decided
    const wish = wishOf(decided.value)
    if (input.decision === 'refused' || decided.value.usedFor !== null || !wish) return ok()
    return carryOut(sql, ctx, decided.value, wish)
  })
}

/** What was asked about which exception; undefined for a request of another sort. */
export function wishOf({ action, subject, payload }: Approval): { act: Act; exceptionId: string } | undefined {
  if (action === writeOffAction) return { act: 'write_off', exceptionId: subject }
  if (action === elsewhereAction) return { act: 'refund_elsewhere', exceptionId: subject }
  const act = repairs.find((repair) => repair === action)
  const exceptionId = exceptionOfCause((payload as { cause?: unknown } | null)?.cause)
  return act && exceptionId ? { act, exceptionId } : undefined
}

async function carryOut(
  sql: Sql,
  ctx: Ctx,
  approval: Approval,
  { act, exceptionId }: { act: Act; exceptionId: string },
): Promise<AnswerResult> {
  const asker = await requesterCtx(sql, ctx, approval.requestedBy)
  if (!asker) return refuse('requester_gone')
  const loaded = await loadItem(sql, ctx, exceptionId)
  if (!loaded) return refuse('not_found')
  const verdict = canPropose(loaded.item, asker.actor, act, loaded.standing, await limitsNow(sql, ctx))
  if (!verdict.ok) return verdict
  const particulars = { ...noParticulars, ...paidIn(approval.payload) }
  const wish = { act, particulars, note: approval.reason, approvalId: approval.id }
  const done = await performAct(sql, asker, loaded, wish)
  return done.ok ? ok() : done
}

/** Who asked, with the role of today: who has left meanwhile, or may no longer resolve, does nothing any more. */
async function requesterCtx(sql: Sql, ctx: Ctx, userId: string): Promise<Ctx | undefined> {
  const { marketplaceId } = ctx.actor
  const [row] = await sql.rows<{ role: Role }>(
    'SELECT role FROM membership WHERE marketplace_id = $1 AND user_id = $2',
    [marketplaceId, userId],
  )
  return row && { ...ctx, actor: { kind: 'user', id: userId, marketplaceId, role: row.role } }
}
