import { ok, type Result, refuse } from '../../base/result'
import { move, type Posting } from '../../ledger/posting'
import { divideRounded } from '../../money/rounding'

/** Fees that Stripe bills in the month after: what they are booked to, and which movements are their bills. */
export const accrualRules = ['network_costs', 'connect_fees'] as const
export type AccrualRule = (typeof accrualRules)[number]

type Billed = { readonly expense: string; readonly category: string; readonly title: string }

export const accruals: Record<AccrualRule, Billed> = {
  network_costs: { expense: 'network_costs:platform', category: 'network_cost', title: 'Network costs' },
  connect_fees: { expense: 'stripe_fees:platform', category: 'fee', title: 'Stripe’s monthly fees' },
}

export type AccrualFacts = {
  readonly rule: AccrualRule
  readonly currency: string
  /** What was billed in this month, for the month before. */
  readonly billedMinor: bigint
  /** What was captured in the month before, and in this one. */
  readonly volumeBeforeMinor: bigint
  readonly volumeMinor: bigint
}

/**
 * This month's fee at last month's rate: billed ÷ volume before × volume now, rounded once, half up. Without a bill or a
 * volume there is no rate, and nothing is guessed.
 */
export function accrueFee(facts: AccrualFacts): Result<Posting[], 'no_rate'> {
  const { rule, currency, billedMinor, volumeBeforeMinor, volumeMinor } = facts
  if (billedMinor <= 0n || volumeBeforeMinor <= 0n || volumeMinor <= 0n) return refuse('no_rate')
  const minor = divideRounded(billedMinor * volumeMinor, volumeBeforeMinor, 'half_up')
  const postings = move(accruals[rule].expense, `accrued_fees:${rule}`, minor, currency)
  return postings.length === 0 ? refuse('no_rate') : ok(postings)
}
