import { allocate } from '../../money/allocate'
import { money } from '../../money/money'
import { divideRounded } from '../../money/rounding'
import { sum } from '../describe'
import type { Entry, Leg } from '../facts'
import type { Payment } from '../payment'

/** What a payment's refunds ask back of one original transfer, and what came back of it for whatever reason. */
export type TransferClaim = {
  leg: Leg
  claimed: bigint
  reversedMinor: bigint
  reversed: Leg[]
  /** How the claim comes about, in words with its numbers. */
  rule: string
  entries: Entry[]
}

/**
 * Per original transfer: what the refund entries' shares say for its seller if their currency is the transfer's, else
 * the refunded part of it; at most the transfer. The charge has captured something.
 */
export function transferClaims({ charge, refunds, transfers }: Payment): TransferClaim[] {
  return transfers.map(({ leg, reversed }) => {
    const says = refunds.filter(({ entry }) => entry?.shares && entry.currency === leg.currency)
    const silent = sum(refunds.filter((refund) => !says.includes(refund)).map((refund) => refund.leg.amountMinor))
    const told = sum(says.map(({ entry }) => toldShare(entry, leg, transfers)))
    const ratio = divideRounded(leg.amountMinor * silent, charge.amountMinor, 'half_up')
    const byShares = `the refund entries’ shares say ${told}`
    const byRatio = `round half up(${leg.amountMinor} × ${silent} / ${charge.amountMinor}) = ${ratio}`
    return {
      leg,
      claimed: atMost(told + ratio, leg.amountMinor),
      reversedMinor: givenBack(leg, reversed),
      reversed,
      rule: [...(says.length ? [byShares] : []), ...(silent > 0n ? [byRatio] : [])].join('; '),
      entries: says.flatMap(({ entry }) => entry ?? []),
    }
  })
}

/** What was given back of a transfer or a fee, in its own currency. */
export function givenBack(leg: Leg, given: readonly Leg[]): bigint {
  return sum(given.filter((back) => back.currency === leg.currency).map((back) => back.amountMinor))
}

export function atMost(wanted: bigint, most: bigint): bigint {
  return wanted < most ? wanted : most
}

/** The seller's share of one refund entry, divided over his transfers of this charge by their amounts. */
function toldShare(entry: Entry | undefined, leg: Leg, transfers: Payment['transfers']): bigint {
  const shares = entry?.shares?.filter((share) => share.seller === leg.seller) ?? []
  const total = sum(shares.map((share) => share.amountMinor))
  const same = transfers.map((t) => t.leg).filter((t) => t.seller === leg.seller && t.currency === leg.currency)
  if (same.length < 2 || same.every((t) => t.amountMinor === 0n)) return total
  const parts = allocate(
    money(total, leg.currency),
    same.map((t) => t.amountMinor),
  )
  return parts[same.indexOf(leg)]?.minor ?? 0n
}
