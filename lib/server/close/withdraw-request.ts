import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canWithdraw, pendingRequest, type WithdrawRefusal } from '@/lib/domain/close/can-act'
import { firstDay } from '@/lib/domain/close/period'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { lockPeriod, type PeriodKey } from './queries'
import { subjectOf } from './request-close'

/** `askedAt`: when the request was made that one was shown. */
export type Withdrawal = PeriodKey & { askedAt: Date }

/**
 * Takes back what one asked for, or declines what another did: a month that was to be closed stays open, one that was to
 * be opened again stays closed as it was.
 */
export async function withdrawRequest(ctx: Ctx, input: Withdrawal): Promise<Result<void, WithdrawRefusal>> {
  return commit(ctx, async (sql) => {
    const period = await lockPeriod(sql, ctx, input)
    const request = period && pendingRequest(period)
    const verdict = canWithdraw(request, ctx.actor)
    if (!verdict.ok) return verdict
    if (!request) return refuse('not_asked')
    const { of, by, at } = request
    if (at?.getTime() !== input.askedAt.getTime()) return refuse('asked_anew')
    const { scope, month } = input
    await sql.run('UPDATE close_period SET state = $4 WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date', [
      ctx.actor.marketplaceId,
      scope,
      firstDay(month),
      of === 'ask' ? 'open' : 'closed',
    ])
    const act = `period.${of}.${by === ctx.actor.id ? 'withdraw' : 'decline'}`
    await recordAudit(sql, ctx, act, subjectOf(input), { scope, month, askedBy: by })
    return ok()
  })
}
