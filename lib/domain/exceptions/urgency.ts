import { exponentOf } from '../money/money'
import type { Severity } from './exception'
import { type UrgencyPolicy, urgencyPolicy } from './policy'

export type Urgency = { severity: Severity; dueAt: Date }
type Weighed = { amountMinor: bigint; currency: string; openedAt: Date }

/**
 * Severity by amount or by the time that the exception has stood in the queue, whichever weighs more. Each step that an
 * exception rises sets the step's own due time, counted from the moment of rising; the earliest of them counts.
 */
export function urgencyOf(item: Weighed, now: Date, policy: UrgencyPolicy = urgencyPolicy): Urgency {
  const hours = (now.getTime() - item.openedAt.getTime()) / 3_600_000
  const perMajor = majorUnit(item.currency) * (policy.majorPerDollar.get(item.currency) ?? 1n)
  let severity: Severity = 1
  let dueInHours = Number.POSITIVE_INFINITY
  for (const step of policy.steps) {
    const byAmount = item.amountMinor >= step.fromMajor * perMajor
    if (!byAmount && hours < step.fromHours) continue
    severity = step.severity
    dueInHours = Math.min(dueInHours, (byAmount ? 0 : step.fromHours) + step.dueInHours)
  }
  return { severity, dueAt: new Date(item.openedAt.getTime() + dueInHours * 3_600_000) }
}

/** The ages at which an exception may rise: what a run has to look at again. */
export function risingHours(policy: UrgencyPolicy = urgencyPolicy): { severity: Severity; fromHours: number }[] {
  return policy.steps.filter((step) => step.fromHours > 0).map(({ severity, fromHours }) => ({ severity, fromHours }))
}

function majorUnit(currency: string): bigint {
  const exponent = exponentOf(currency)
  return 10n ** BigInt(exponent.ok ? exponent.value : 2)
}
