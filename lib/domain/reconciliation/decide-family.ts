import { assert } from '../base/assert'
import { type FeeCheck, feeCheck, reportFeeVariance } from './check-fees'
import { type RefundedCharge, reportLeaks } from './check-leaks'
import { reportPayoutItems, reportUnknown } from './check-payouts'
import { after, openDesk } from './desk'
import type { Entry, FamilyFacts, Leg } from './facts'
import type { Finding } from './finding'
import { matchPairs } from './match-pairs'
import type { ReconPolicy } from './policy'
import { keptEntry, type Ties, tieSales } from './tie-sales'

/** `recheckAt`: the next instant at which a clock runs out and the verdict may change without new facts. */
export type FamilyVerdict = { findings: Finding[]; recheckAt: Date | null }

const goneStatuses = ['failed', 'canceled']

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
  matchPairs(desk, legs, ties, tree.rootOf, (leg) => checks.get(leg)?.allowedMinor)
  for (const charge of legs) {
    if (charge.kind === 'sale' && charge.settled) reportLeaks(desk, refundedCharge(charge, tree, ties), facts.contracts)
  }
  for (const payout of facts.payouts) reportPayoutItems(desk, payout, facts.platformAccount)
  for (const movement of facts.movements) reportUnknown(desk, movement, tree.rootOf)
  return { findings: desk.findings(), recheckAt: desk.recheckAt() }
}

/** After its seven days an unsettled charge counts as one that Stripe does not have. */
function isWithin(leg: Leg, policy: ReconPolicy, now: Date): boolean {
  return after(leg.created, policy.unsettledMs).getTime() >= now.getTime()
}

type Tree = {
  legs: readonly Leg[]
  rootOf(object: string): string
  parentOf(leg: Leg, kind: Leg['kind']): Leg | undefined
  childrenOf(leg: Leg, kind: Leg['kind']): Leg[]
}

/** Refund → charge, fee → charge, reversal → transfer → charge: a parent that is not here yet is still the root. */
function growTree(legs: readonly Leg[]): Tree {
  const byId = new Map<string, Leg>()
  const children = new Map<string, Leg[]>()
  for (const leg of legs) {
    if (!byId.has(leg.objectId)) byId.set(leg.objectId, leg)
    if (leg.parentId !== null) children.set(leg.parentId, [...(children.get(leg.parentId) ?? []), leg])
  }
  const rootOf = (object: string, depth = 0): string => {
    const parent = byId.get(object)?.parentId
    return parent == null || depth > 4 ? object : rootOf(parent, depth + 1)
  }
  return {
    legs,
    rootOf: (object) => rootOf(object),
    parentOf: (leg, kind) => {
      const parent = leg.parentId === null ? undefined : byId.get(leg.parentId)
      return parent?.kind === kind ? parent : undefined
    },
    childrenOf: (leg, kind) => (children.get(leg.objectId) ?? []).filter((child) => child.kind === kind),
  }
}

function refundedCharge(charge: Leg, tree: Tree, ties: Ties): RefundedCharge {
  const refunds = tree
    .childrenOf(charge, 'refund')
    .filter(({ status }) => status === null || !goneStatuses.includes(status))
  return {
    charge,
    refunds: refunds.map((leg) => ({ leg, entry: keptEntry(ties.entriesOf(leg), leg) })),
    fees: tree
      .childrenOf(charge, 'application_fee')
      .map((leg) => ({ leg, returned: tree.childrenOf(leg, 'application_fee_refund') })),
    transfers: tree
      .childrenOf(charge, 'transfer')
      .map((leg) => ({ leg, reversed: tree.childrenOf(leg, 'transfer_reversal') })),
  }
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
