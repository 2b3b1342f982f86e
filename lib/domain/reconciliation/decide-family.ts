import { assert } from '../base/assert'
import { after, type Desk, openDesk } from './desk'
import type { Entry, FamilyFacts, Leg } from './facts'
import type { Finding } from './finding'
import { growTree } from './grow-tree'
import { type Payment, paymentOf } from './payment'
import type { ReconPolicy } from './policy'
import { reportConversion } from './rules/check-conversion'
import { reportDoublePayback } from './rules/check-disputes'
import { type FeeCheck, feeCheck, reportFeeVariance } from './rules/check-fees'
import { reportLeaks } from './rules/check-leaks'
import { reportMovement } from './rules/check-movements'
import { reportPayoutItems } from './rules/check-payouts'
import { reportRecovery } from './rules/check-recovery'
import { reportShares } from './rules/check-shares'
import { matchPairs } from './rules/match-pairs'
import { tieSales } from './tie-sales'

/** `recheckAt`: the next instant at which a clock runs out and the verdict may change without new facts. */
export type FamilyVerdict = { findings: Finding[]; recheckAt: Date | null }

/**
 * Everything that is wrong with one payment, by docs/findings.md. Pure: the same facts in any order, the same policy and
 * the same `now` give the same findings. Throws a Bug beyond `policy.maxFamilyFacts`.
 */
export function decideFamily(facts: FamilyFacts, policy: ReconPolicy, now: Date): FamilyVerdict {
  const size = facts.legs.length + facts.entries.length + facts.movements.length
  assert(size <= policy.maxFamilyFacts, `family of ${size} facts: at most ${policy.maxFamilyFacts} are decided at once`)
  const tree = growTree(facts.legs.toSorted(byLeg))
  const desk = openDesk(policy, now, tree.rootOf)
  const legs = tree.legs.filter((leg) => leg.settled || leg.kind !== 'sale' || isWithin(leg, policy, now))
  const ties = tieSales(legs, facts.entries.toSorted(byEntry), policy)
  const checks = new Map<Leg, FeeCheck>()
  for (const leg of legs) {
    if (leg.kind !== 'application_fee') continue
    const check = feeCheck(leg, tree.parentOf(leg, 'sale'), facts.contracts)
    if (check) checks.set(leg, check)
  }
  for (const check of checks.values()) reportFeeVariance(desk, check)
  matchPairs(desk, legs, ties, {
    platformAccount: facts.platformAccount,
    rootOf: tree.rootOf,
    allowedFee: (leg) => checks.get(leg)?.allowedMinor,
  })
  for (const charge of legs) {
    if (charge.kind === 'sale' && charge.settled) reportPayment(desk, paymentOf(charge, tree, ties), facts)
  }
  for (const payout of facts.payouts) reportPayoutItems(desk, payout, facts.platformAccount)
  for (const movement of facts.movements) reportMovement(desk, movement, tree.rootOf)
  return { findings: desk.findings(), recheckAt: desk.recheckAt() }
}

/** What a settled charge and all that hangs on it say together, beyond both sides of each movement. */
function reportPayment(desk: Desk, payment: Payment, { platformAccount, contracts }: FamilyFacts): void {
  reportLeaks(desk, payment, contracts)
  reportDoublePayback(desk, payment, platformAccount)
  reportRecovery(desk, payment, contracts)
  reportShares(desk, payment)
  reportConversion(desk, payment, platformAccount)
}

/** After its seven days an unsettled charge counts as one that Stripe does not have. */
function isWithin(leg: Leg, policy: ReconPolicy, now: Date): boolean {
  return after(leg.created, policy.unsettledMs).getTime() >= now.getTime()
}

function byLeg(a: Leg, b: Leg): number {
  return compare(`${a.objectId}|${a.account}|${a.kind}`, `${b.objectId}|${b.account}|${b.kind}`)
}

function byEntry(a: Entry, b: Entry): number {
  return a.occurredAt.getTime() - b.occurredAt.getTime() || compare(a.reference, b.reference)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
