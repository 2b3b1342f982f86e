import { assert } from '../base/assert'
import type { WorkCalendar } from '../calendar/work-calendar'
import { addWorkingTime } from '../calendar/working-time'
import { exponentOf } from '../money/money'
import type { Severity } from './exception'
import { type UrgencyPolicy, urgencyPolicy } from './policy'

export type Urgency = { severity: Severity; dueAt: Date }
type Weighed = { amountMinor: bigint; currency: string; openedAt: Date }

/**
 * Severity by amount or by the time that the exception has stood in the queue, whichever weighs more. Each step that an
 * exception rises sets the step's own due time, in working time counted from the moment of rising; the earliest counts.
 */
export function urgencyOf(
  item: Weighed,
  now: Date,
  calendar: WorkCalendar,
  policy: UrgencyPolicy = urgencyPolicy,
): Urgency {
  const stood = now.getTime() - item.openedAt.getTime()
  const perMajor = majorUnit(item.currency) * (policy.majorPerDollar.get(item.currency) ?? 1n)
  let urgency = null as Urgency | null
  for (const { severity, fromMajor, fromHours, dueInWorkHours } of policy.steps) {
    const byAmount = item.amountMinor >= fromMajor * perMajor
    if (!byAmount && stood < fromHours * hourMs) continue
    const rose = byAmount ? item.openedAt : new Date(item.openedAt.getTime() + fromHours * hourMs)
    const dueAt = addWorkingTime(calendar, rose, dueInWorkHours * hourMs)
    urgency = { severity, dueAt: urgency !== null && urgency.dueAt < dueAt ? urgency.dueAt : dueAt }
  }
  assert(urgency !== null, 'the first step is of every amount')
  return urgency
}

const hourMs = 3_600_000

/** The ages at which an exception may rise: what a run has to look at again. */
export function risingHours(policy: UrgencyPolicy = urgencyPolicy): { severity: Severity; fromHours: number }[] {
  return policy.steps.filter((step) => step.fromHours > 0).map(({ severity, fromHours }) => ({ severity, fromHours }))
}

function majorUnit(currency: string): bigint {
  const exponent = exponentOf(currency)
  return 10n ** BigInt(exponent.ok ? exponent.value : 2)
}
