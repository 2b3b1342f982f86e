import { type Equation, type PayoutRule, payoutRules } from './equations'
import type { NetSum } from './net-sum'

/** `differs`: the total may agree all the same; then no money is missing, and only its date is told differently. */
export type SplitState = 'proven' | 'unproven' | 'differs'

/** Available and pending as two lines of their own: Stripe's figures, ours, and what is left between them. */
export type Split = {
  readonly state: SplitState
  readonly payouts: PayoutRule
  readonly providerAvailableMinor: bigint
  readonly providerPendingMinor: bigint
  readonly availableMinor: bigint
  readonly pendingMinor: bigint
}

export type ShownParts = { readonly availableMinor: bigint; readonly pendingMinor: bigint }

/**
 * Holds Stripe's two parts against the rows: a row counts by its `status` as it was read, where that says `available`
 * or was asked for anew, otherwise by `available_on`. An opening has long become available.
 */
export function proveSplit(
  equation: Equation,
  before: ShownParts,
  sums: readonly NetSum[],
  after: ShownParts,
  openingMinor: bigint,
): Split | null {
  if (!equation.split) return null
  const candidates = payoutRules.map((rule) => splitBy(rule, sums, after, openingMinor))
  const split = candidates.find(isEqual) ?? candidates[0]
  if (!split) return null
  const moved = before.availableMinor !== after.availableMinor || before.pendingMinor !== after.pendingMinor
  return { ...split, state: moved ? 'unproven' : isEqual(split) ? 'proven' : 'differs' }
}

function splitBy(rule: PayoutRule, sums: readonly NetSum[], shown: ShownParts, openingMinor: bigint): Split {
  const add = (column: 'netMinor' | 'availableMinor' | 'payoutsUnderWayMinor') =>
    sums.reduce((total, row) => total + row[column], 0n)
  const underWay = rule === 'at_once' ? add('payoutsUnderWayMinor') : 0n
  const availableMinor = openingMinor + add('availableMinor') + underWay
  return {
    state: 'differs',
    payouts: rule,
    providerAvailableMinor: shown.availableMinor,
    providerPendingMinor: shown.pendingMinor,
    availableMinor,
    pendingMinor: openingMinor + add('netMinor') - availableMinor,
  }
}

function isEqual(split: Split): boolean {
  return split.providerAvailableMinor === split.availableMinor && split.providerPendingMinor === split.pendingMinor
}
