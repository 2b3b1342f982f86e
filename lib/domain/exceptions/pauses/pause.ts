import type { Actor } from '../../access/actor'
import { can } from '../../access/can'
import { ok, refuse, type Verdict } from '../../base/result'
import type { WorkCalendar } from '../../calendar/work-calendar'
import { addWorkingTime, workingTimeBetween } from '../../calendar/working-time'
import type { ExceptionFacts } from '../exception'

/** For whose answer an exception may wait. */
export const waitedFor = ['seller', 'customer', 'stripe', 'bank', 'colleague'] as const
export type WaitsFor = (typeof waitedFor)[number]

export const waitWords: Record<WaitsFor, string> = {
  seller: 'the seller',
  customer: 'the customer',
  stripe: 'Stripe',
  bank: 'the bank',
  colleague: 'a colleague',
}

/** Days after which it comes back even if nobody has answered. */
export const longestPauseDays = 92

export type PauseRefusal = 'not_permitted' | 'already_settled' | 'still_waiting' | 'day_past' | 'day_too_far'
export type ResumeRefusal = 'not_permitted' | 'not_paused'

export const pauseSentences: Record<PauseRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not let them wait.',
  already_settled: 'This exception is settled: there is nothing left to wait for.',
  still_waiting: 'It waits already.',
  day_past: 'Choose a day that is still to come.',
  day_too_far: `It comes back within ${longestPauseDays} days at the latest.`,
}
export const resumeSentences: Record<ResumeRefusal, string> = {
  not_permitted: pauseSentences.not_permitted,
  not_paused: 'It is paused no more.',
}

/** One verdict for the button (no day yet) and for the command. */
export function canPause(
  item: Pick<ExceptionFacts, 'state'>,
  actor: Actor,
  now: Date,
  until?: Date,
): Verdict<PauseRefusal> {
  if (!can(actor, 'exception.assign')) return refuse('not_permitted')
  if (item.state === 'waiting') return refuse('still_waiting')
  if (item.state !== 'open') return refuse('already_settled')
  if (until === undefined) return ok()
  if (until <= now) return refuse('day_past')
  return until.getTime() - now.getTime() > longestPauseDays * 86_400_000 ? refuse('day_too_far') : ok()
}

/**
 * A due time stands still while its exception is paused: as much working time as was left then is left afterwards. What
 * was over already stays over by as much.
 */
export function dueAfterPause(pause: { dueBefore: Date; beganAt: Date }, endedAt: Date, calendar: WorkCalendar): Date {
  const { dueBefore, beganAt } = pause
  if (endedAt <= beganAt) return dueBefore
  if (dueBefore <= beganAt) return new Date(endedAt.getTime() - (beganAt.getTime() - dueBefore.getTime()))
  return addWorkingTime(calendar, endedAt, workingTimeBetween(calendar, beganAt, dueBefore))
}
