import type { LifeGraph, LifeNode } from './life'

/**
 * Who has the customer's money now. The parts add up to what was taken in: what one side does not show, or shows
 * in another currency, is `unseen`. Rows that a payout tells by their sum are of many customers, and are left out.
 */
export type Shares = {
  readonly currency: string
  readonly takenMinor: bigint
  readonly refundedMinor: bigint
  readonly disputedMinor: bigint
  readonly stripeMinor: bigint
  readonly platformMinor: bigint
  readonly sellers: readonly { readonly accountId: string; readonly minor: bigint }[]
  readonly unseenMinor: bigint
}

const taken = ['charge', 'charge_failure', 'partial_capture_reversal']
const refunded = ['refund', 'refund_failure']
const disputed = ['dispute', 'dispute_reversal']
const fees = [
  'stripe_fee',
  'payment_method_passthrough_fee',
  'tax',
  'withheld_tax',
  'fee_not_itemised',
  'fee',
  'network_cost',
]

/** One for each currency in which a customer paid, the largest first. */
export function sharesOf({ nodes }: LifeGraph, platforms: readonly string[]): Shares[] {
  const told = nodes.filter(({ side, counts, key }) => side === 'stripe' && counts && !key.startsWith('rows:'))
  const currencies = new Set(told.filter(({ kind }) => taken.includes(kind)).map(({ currency }) => currency))
  return [...currencies]
    .sort()
    .map((currency) =>
      sharesIn(
        currency,
        told.filter((node) => node.currency === currency),
        platforms,
      ),
    )
    .sort((a, b) => (a.takenMinor === b.takenMinor ? 0 : a.takenMinor > b.takenMinor ? -1 : 1))
}

function sharesIn(currency: string, nodes: readonly LifeNode[], platforms: readonly string[]): Shares {
  const sumOf = (kinds: readonly string[]) => sum(nodes.filter(({ kind }) => kinds.includes(kind)))
  const sellers = [
    ...Map.groupBy(
      nodes.filter((node) => !platforms.includes(node.accountId)),
      (node) => node.accountId,
    ),
  ]
    .map(([accountId, own]) => ({ accountId, minor: sum(own) }))
    .sort((a, b) => (a.accountId < b.accountId ? -1 : 1))
  const shares = {
    currency,
    takenMinor: sumOf(taken),
    refundedMinor: -sumOf(refunded),
    disputedMinor: -sumOf(disputed),
    stripeMinor: -sumOf(fees),
    platformMinor: sum(nodes.filter((node) => platforms.includes(node.accountId))),
    sellers,
  }
  const seen =
    shares.refundedMinor +
    shares.disputedMinor +
    shares.stripeMinor +
    shares.platformMinor +
    sellers.reduce((total, { minor }) => total + minor, 0n)
  return { ...shares, unseenMinor: shares.takenMinor - seen }
}

function sum(nodes: readonly LifeNode[]): bigint {
  return nodes.reduce((total, { amountMinor }) => total + amountMinor, 0n)
}
