import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, refuse, type Verdict } from '../base/result'
import { isClosed, type PeriodState } from './lifecycle'

export type AskRefusal = 'not_permitted' | 'already_closed' | 'checks_fail'
export type ConfirmRefusal = 'not_permitted' | 'not_asked' | 'own_request' | 'changed' | 'checks_fail'
export type ReopenRefusal = 'not_permitted' | 'not_closed' | 'later_closed'
export type ConfirmReopenRefusal = 'not_permitted' | 'not_asked' | 'own_request' | 'later_closed'

export type WithdrawRefusal = 'not_permitted' | 'not_asked' | 'asked_anew'

type Period = { readonly state: PeriodState; readonly askedBy: string | null; readonly reopenAskedBy: string | null }

/** One verdict for the button and the command. */
export function canAsk(period: Pick<Period, 'state'>, checksHold: boolean, actor: Actor): Verdict<AskRefusal> {
  if (!can(actor, 'close.request')) return refuse('not_permitted')
  if (isClosed(period.state)) return refuse('already_closed')
  return checksHold ? ok() : refuse('checks_fail')
}

/** Whoever asked never confirms; the database repeats it as a constraint. */
export function canConfirm(
  period: Pick<Period, 'state' | 'askedBy'>,
  now: { checksHold: boolean; unchanged: boolean },
  actor: Actor,
): Verdict<ConfirmRefusal> {
  if (!can(actor, 'close.confirm')) return refuse('not_permitted')
  if (period.state !== 'asked') return refuse('not_asked')
  if (period.askedBy === actor.id) return refuse('own_request')
  if (!now.checksHold) return refuse('checks_fail')
  return now.unchanged ? ok() : refuse('changed')
}

/** Months open again in the opposite order: the last closed one first. */
export function canAskReopen(
  period: Pick<Period, 'state'>,
  isLastClosed: boolean,
  actor: Actor,
): Verdict<ReopenRefusal> {
  if (!can(actor, 'close.request')) return refuse('not_permitted')
  if (period.state !== 'closed') return refuse('not_closed')
  return isLastClosed ? ok() : refuse('later_closed')
}

export function canConfirmReopen(
  period: Pick<Period, 'state' | 'reopenAskedBy'>,
  isLastClosed: boolean,
  actor: Actor,
): Verdict<ConfirmReopenRefusal> {
  if (!can(actor, 'close.confirm')) return refuse('not_permitted')
  if (period.state !== 'reopen_asked') return refuse('not_asked')
  if (period.reopenAskedBy === actor.id) return refuse('own_request')
  return isLastClosed ? ok() : refuse('later_closed')
}

type Asked = Period & { readonly askedAt: Date; readonly reopenAskedAt: Date | null }
export type PendingRequest = { readonly of: 'ask' | 'reopen'; readonly by: string | null; readonly at: Date | null }

/** What waits for a second person: who asked, and when; null where nobody is asked. */
export function pendingRequest({
  state,
  askedBy,
  askedAt,
  reopenAskedBy,
  reopenAskedAt,
}: Asked): PendingRequest | null {
  if (state === 'asked') return { of: 'ask', by: askedBy, at: askedAt }
  return state === 'reopen_asked' ? { of: 'reopen', by: reopenAskedBy, at: reopenAskedAt } : null
}

/** Whoever asked takes it back; whoever could confirm may decline instead. */
export function canWithdraw(request: PendingRequest | null, actor: Actor): Verdict<WithdrawRefusal> {
  const [asks, confirms] = [can(actor, 'close.request'), can(actor, 'close.confirm')]
  if (!asks && !confirms) return refuse('not_permitted')
  if (request === null) return refuse('not_asked')
  return confirms || request.by === actor.id ? ok() : refuse('not_permitted')
}

type CloseRefusal = AskRefusal | ConfirmRefusal | ReopenRefusal | ConfirmReopenRefusal | WithdrawRefusal
export const closeSentences: Record<CloseRefusal, string> = {
  not_permitted: 'Analysts ask for a month to be closed, administrators confirm.',
  already_closed: 'This month is closed.',
  checks_fail: 'Something is missing: look at the checks.',
  not_asked: 'Nobody has asked for this.',
  own_request: 'You asked for it: a second person has to confirm.',
  changed: 'Something changed since it was asked. Nothing was closed: look again and ask anew.',
  not_closed: 'This month is not closed.',
  asked_anew: 'It was taken back and asked anew meanwhile: look at what is asked now.',
  later_closed: 'A later month is closed, or the entity is: open that one first.',
}
