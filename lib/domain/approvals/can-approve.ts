import type { Actor } from '../access/actor'
import type { ProofRefusal } from '../access/proof'
import { ok, type Result, refuse } from '../base/result'
import { exceeds, type LimitedAct, type Limits } from '../limits/limits'
import type { Approval } from './approval'
import { canDecide, type DecideRefusal } from './can-decide'

export type ApproveRefusal = DecideRefusal | 'above_limit' | ProofRefusal

export const aboveLimit =
  'That is more than your role says yes to: somebody with a higher limit has to. You may refuse it.'

/** The yes: whoever may decide, within what their role says yes to. A no needs no limit. */
export function canApprove(
  approval: Approval,
  actor: Actor,
  seenHash: string,
  now: Date,
  limits: Limits,
): Result<true, ApproveRefusal> {
  const verdict = canDecide(approval, actor, seenHash, now)
  if (!verdict.ok) return verdict
  const money = moneyOf(approval)
  return money && exceeds(limits, money.act, actor, [money]) ? refuse('above_limit') : ok(true)
}

type AskedMoney = { act: LimitedAct; amountMinor: bigint; currency: string }

/** The money that a yes lets go, as the payload says it; undefined where it lets none go. */
function moneyOf({ action, payload }: Approval): AskedMoney | undefined {
  const { amountMinor, currency } = (payload ?? {}) as { amountMinor?: unknown; currency?: unknown }
  if (typeof amountMinor !== 'string' || typeof currency !== 'string' || !/^-?\d+$/.test(amountMinor)) return undefined
  const minor = BigInt(amountMinor)
  const act = action === 'resolution.write_off' ? 'answer_write_off' : 'answer_payment'
  return { act, amountMinor: minor < 0n ? -minor : minor, currency }
}
