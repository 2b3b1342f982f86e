import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canWithdraw, type WithdrawRefusal } from '@/lib/domain/close/can-act'
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
    const verdict = canWithdraw(period ?? { state: 'open', askedBy: null, reopenAskedBy: null }, ctx.actor)
    if (!verdict.ok || !period) return verdict.ok ? refuse('not_asked') : verdict
    const wasClosing = period.state === 'asked'
    const askedAt = wasClosing ? period.askedAt : period.reopenAskedAt
    if (askedAt?.getTime() !== input.askedAt.getTime()) return refuse('asked_anew')
    await sql.run(
      `UPDATE close_period SET state = $4 WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date AND state = $5`,
      [ctx.actor.marketplaceId, input.scope, firstDay(input.month), wasClosing ? 'open' : 'closed', period.state],
    )
    const { scope, month } = input
    const askedBy = wasClosing ? period.askedBy : period.reopenAskedBy
    const act = `period.${wasClosing ? 'ask' : 'reopen'}.${askedBy === ctx.actor.id ? 'withdraw' : 'decline'}`
    await recordAudit(sql, ctx, act, subjectOf(input), { scope, month, askedBy })
    return ok()
  })
}
