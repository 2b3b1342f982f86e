import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import {
  type ConfirmReopenRefusal,
  canAskReopen,
  canConfirmReopen,
  type ReopenRefusal,
} from '@/lib/domain/close/can-act'
import type { ReopenReason } from '@/lib/domain/close/lifecycle'
import { firstDay } from '@/lib/domain/close/period'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { lockBooks } from './posting-calendar'
import { isLastClosed, lockPeriod, type PeriodKey } from './queries'
import { subjectOf } from './request-close'

/** Asks a second person to open a closed month again, and says why. */
export async function requestReopen(
  ctx: Ctx,
  input: PeriodKey & { reason: ReopenReason },
): Promise<Result<void, ReopenRefusal>> {
  if (!can(ctx.actor, 'close.request')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    const period = await lockPeriod(sql, ctx, input)
    const verdict = canAskReopen(period ?? { state: 'open' }, await isLastClosed(sql, ctx, input), ctx.actor)
    if (!verdict.ok) return verdict
    const { scope, month, reason } = input
    await sql.run(
      `UPDATE close_period SET state = 'reopen_asked', reopen_asked_by = $4, reopen_asked_at = $5, reopen_reason = $6
       WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date AND state = 'closed'`,
      [marketplaceId, scope, firstDay(month), ctx.actor.id, ctx.now, reason],
    )
    await recordAudit(sql, ctx, 'period.reopen.ask', subjectOf(input), { scope, month, reason })
    return ok()
  })
}

/** The second person opens it. What was closed stays as it was; it is closed again under the next revision. */
export async function confirmReopen(ctx: Ctx, input: PeriodKey): Promise<Result<void, ConfirmReopenRefusal>> {
  if (!can(ctx.actor, 'close.confirm')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    await lockBooks(sql, ctx.actor.marketplaceId)
    const period = await lockPeriod(sql, ctx, input)
    if (!period) return refuse('not_asked')
    const verdict = canConfirmReopen(period, await isLastClosed(sql, ctx, input), ctx.actor)
    if (!verdict.ok) return verdict
    await sql.run(
      `UPDATE close_period SET state = 'open', reopened_by = $4, reopened_at = $5
       WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date AND state = 'reopen_asked'`,
      [ctx.actor.marketplaceId, input.scope, firstDay(input.month), ctx.actor.id, ctx.now],
    )
    const { scope, month, revision } = period
    await recordAudit(sql, ctx, 'period.reopen', subjectOf(input), { scope, month, revision })
    return ok()
  })
}
