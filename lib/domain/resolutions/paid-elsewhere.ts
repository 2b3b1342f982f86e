import { move, type Posting } from '../ledger/posting'

/** How a customer was paid whom no refund at Stripe reached. */
export const paidWays = ['bank_transfer', 'store_credit', 'other'] as const
export type PaidWay = (typeof paidWays)[number]

export const paidWayWords: Record<PaidWay, string> = {
  bank_transfer: 'by bank transfer',
  store_credit: 'by store credit',
  other: 'another way',
}

/**
 * What was paid outside Stripe, as a posting: refunded after all, out of money that the ledger does not hold. The contra
 * account is what the platform's own accounting has to show.
 */
export function paidElsewherePosting(way: PaidWay, amountMinor: bigint, currency: string): Posting | null {
  return move('refunds:elsewhere', `paid_elsewhere:${way}`, amountMinor, currency)[0] ?? null
}
