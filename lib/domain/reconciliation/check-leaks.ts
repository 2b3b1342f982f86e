import type { FeeContract } from '../fees/contract'
import { contractInForce } from '../fees/contract-in-force'
import { allocate } from '../money/allocate'
import { money } from '../money/money'
import { divideRounded } from '../money/rounding'
import { entryRow, legRow, part, say } from './describe'
import { aboutLeg, after, type Desk } from './desk'
import type { Entry, Leg } from './facts'

/** A refunded charge and what hangs on it. */
export type RefundedCharge = {
  charge: Leg
  /** Refunds that came about, each with the entry that the books have for it. */
  refunds: { leg: Leg; entry: Entry | undefined }[]
  fees: { leg: Leg; returned: Leg[] }[]
  transfers: { leg: Leg; reversed: Leg[] }[]
}

type Shortfall = {
  leg: Leg
  expected: bigint
  done: bigint
  short: bigint
  rule: string
  rows: Leg[]
  entries: Entry[]
}

/**
 * A refund gives back neither the application fee nor the transfer unless asked. The two leaks have opposite directions
 * and are never netted; what the platform has really lost over the whole payment is said beside each.
 */
export function reportLeaks(desk: Desk, family: RefundedCharge, contracts: readonly FeeContract[]): void {
  const { charge, refunds } = family
  const last = refunds.map(({ leg }) => leg.created.getTime()).reduce((a, b) => Math.max(a, b), 0)
  if (refunds.length === 0 || charge.amountMinor <= 0n) return
  if (desk.stillInTime(after(new Date(last), desk.policy.leakGraceMs))) return
  const tolerance = desk.policy.toleranceMinorPerRefund * BigInt(refunds.length)
  const beyondTolerance = ({ short }: Shortfall) => short > tolerance
  const fees = feeShortfalls(family, contracts).filter(beyondTolerance)
  const transfers = transferShortfalls(family).filter(beyondTolerance)
  for (const fee of fees) reportFee(desk, fee, lossIn(fee.leg.currency, fees, transfers))
  for (const transfer of transfers) reportTransfer(desk, transfer, lossIn(transfer.leg.currency, fees, transfers))
}

function feeShortfalls({ charge, refunds, fees }: RefundedCharge, contracts: readonly FeeContract[]): Shortfall[] {
  const refunded = sum(refunds.map(({ leg }) => leg.amountMinor))
  return fees.flatMap(({ leg, returned }) => {
    const contract = leg.seller === null ? undefined : contractInForce(contracts, leg.seller, charge.created)
    if (contract?.refundPolicy !== 'returned') return []
    const share = divideRounded(leg.amountMinor * refunded, charge.amountMinor, 'half_up')
    const rule = `Contract ${contract.reference} returns the fee: round half up(${leg.amountMinor} × ${refunded} / ${charge.amountMinor}) = ${share}.`
    return [shortfall(leg, share, returned, rule, [charge, ...refunds.map((refund) => refund.leg)], [])]
  })
}

function transferShortfalls({ charge, refunds, transfers }: RefundedCharge): Shortfall[] {
  return transfers.map(({ leg, reversed }) => {
    const says = refunds.filter(({ entry }) => entry?.shares && entry.currency === leg.currency)
    const silent = sum(refunds.filter((refund) => !says.includes(refund)).map((refund) => refund.leg.amountMinor))
    const told = sum(says.map(({ entry }) => toldShare(entry, leg, transfers)))
    const ratio = divideRounded(leg.amountMinor * silent, charge.amountMinor, 'half_up')
    const byShares = `the refund entries’ shares say ${told}`
    const byRatio = `round half up(${leg.amountMinor} × ${silent} / ${charge.amountMinor}) = ${ratio}`
    const rule = [...(says.length ? [byShares] : []), ...(silent > 0n ? [byRatio] : [])].join('; ')
    const entries = says.flatMap(({ entry }) => entry ?? [])
    return shortfall(
      leg,
      told + ratio,
      reversed,
      `To be reversed: ${rule}.`,
      [charge, ...refunds.map((r) => r.leg)],
      entries,
    )
  })
}

/** The seller's share of one refund entry, divided over his transfers of this charge by their amounts. */
function toldShare(entry: Entry | undefined, leg: Leg, transfers: RefundedCharge['transfers']): bigint {
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

function shortfall(leg: Leg, wanted: bigint, given: Leg[], rule: string, rows: Leg[], entries: Entry[]): Shortfall {
  const expected = wanted < leg.amountMinor ? wanted : leg.amountMinor
  const done = sum(given.filter((g) => g.currency === leg.currency).map((g) => g.amountMinor))
  return { leg, expected, done, short: expected - done, rule, rows: [leg, ...rows, ...given], entries }
}

/** Transfers that should have come back, less fees that should have gone back: what the platform is really out. */
function lossIn(currency: string, fees: readonly Shortfall[], transfers: readonly Shortfall[]): bigint {
  const total = (items: readonly Shortfall[]) =>
    sum(items.filter((i) => i.leg.currency === currency).map((i) => i.short))
  return total(transfers) - total(fees)
}

function reportFee(desk: Desk, item: Shortfall, loss: bigint): void {
  const amount = say(item.short, item.leg.currency)
  desk.report({
    ...aboutLeg('APP_FEE_NOT_REFUNDED', item.leg),
    amountMinor: item.short,
    direction: 'platform_owes_seller',
    sentence: `A sale was refunded and ${amount} of its application fee was not given back: the platform owes the seller ${amount}. ${lossSentence(loss, item.leg.currency)}`,
    evidence: evidenceOf(item, loss, 'Fee to be returned', 'returned'),
  })
}

function reportTransfer(desk: Desk, item: Shortfall, loss: bigint): void {
  const amount = say(item.short, item.leg.currency)
  desk.report({
    ...aboutLeg('TRANSFER_NOT_REVERSED', item.leg),
    amountMinor: item.short,
    direction: 'seller_owes_platform',
    sentence: `A sale was refunded and ${amount} of its transfer was not taken back: the seller owes the platform ${amount}. ${lossSentence(loss, item.leg.currency)}`,
    evidence: evidenceOf(item, loss, 'Transfer to be reversed', 'reversed'),
  })
}

function evidenceOf(item: Shortfall, loss: bigint, wanted: string, done: string) {
  return {
    rows: [...item.rows.map(legRow), ...item.entries.map(entryRow)],
    parts: [part(wanted, item.expected), part(`less ${done}`, -item.done)],
    rule: item.rule,
    platformLossMinor: loss.toString(),
  }
}

function lossSentence(loss: bigint, currency: string): string {
  if (loss > 0n) return `Over the whole payment the platform has really lost ${say(loss, currency)}.`
  if (loss === 0n) return 'Over the whole payment the platform has lost nothing.'
  return `Over the whole payment the platform has lost nothing: it holds ${say(loss, currency)} that is not its own.`
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}
