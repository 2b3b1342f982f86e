import { contractAt } from '../books/contracts'
import type { Seller } from '../market/seller'
import type { Random } from '../world/random'
import type { DisputePlan, Family, RefundPlan } from './family'

const HOUR = 3600
const DAY = 86_400
const REASONS = ['fraudulent', 'product_not_received', 'product_unacceptable', 'duplicate', 'unrecognized'] as const

export function planRefund(random: Random, fate: Random): RefundPlan | null {
  if (!random.chance(0.075)) return null
  const shape = (['full', 'part', 'twice'] as const)[random.weighted([50, 36, 14])]!
  return {
    after: random.between(HOUR, random.chance(0.6) ? 4 * DAY : 20 * DAY),
    shape,
    percent: random.between(15, 75),
    failure: planFailure(fate),
  }
}

/** One refund in twenty finds no account that takes it, and most of those are paid once more. */
function planFailure(random: Random): RefundPlan['failure'] {
  if (!random.chance(0.05)) return null
  const after = random.between(2 * DAY, 8 * DAY)
  return { after, again: random.chance(0.7) ? random.between(DAY / 2, 3 * DAY) : null }
}

/** A sale that was refunded in part may be disputed for some of the rest; one whose refund came back is not disputed. */
export function planDispute(random: Random, refund: RefundPlan | null): DisputePlan | null {
  if (refund !== null && (refund.shape !== 'part' || refund.failure !== null)) return null
  if (!random.chance(refund === null ? 0.012 : 0.04)) return null
  return draftDispute(random, refund)
}

/** How a dispute will go; it opens after the sale's refund, if there is one. */
export function draftDispute(random: Random, refund: RefundPlan | null): DisputePlan {
  const opens = random.between(DAY, 13 * DAY)
  return {
    after: refund === null ? opens : refund.after + Math.ceil(opens / 2),
    decidedAfter: random.between(6 * DAY, 16 * DAY),
    won: random.chance(0.45),
    percent: random.chance(0.75) ? 100 : random.between(20, 80),
    recoversAt: random.chance(0.7) ? 'opening' : 'loss',
    returnsAfter: random.between(HOUR, 20 * HOUR),
    inquiry: random.chance(0.1),
    reason: random.pick(REASONS),
  }
}

/** Whether that seller's contract lets the platform take a lost dispute back from him. */
export function bearsDisputes(seller: Seller, chargedAt: number): boolean {
  return contractAt(seller.contracts, chargedAt)?.disputePolicy === 'recovered'
}

/** Whether somebody was paid out of the charge who bears its dispute. */
export function isRecoverable(family: Family): boolean {
  const paid = family.model === 'separate' ? family.lines.map((line) => line.seller) : [family.seller]
  return family.model !== 'direct' && paid.some((seller) => bearsDisputes(seller, family.chargedAt))
}
