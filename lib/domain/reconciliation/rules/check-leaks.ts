import type { FeeContract } from '../../fees/contract'
import { contractInForce } from '../../fees/contract-in-force'
import { divideRounded } from '../../money/rounding'
import { entryRow, legRow, part, say, sum } from '../describe'
import { aboutLeg, after, type Desk } from '../desk'
import type { Entry, Leg } from '../facts'
import type { Payment } from '../payment'
import { atMost, givenBack, transferClaims } from './transfer-claims'

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
export function reportLeaks(desk: Desk, payment: Payment, contracts: readonly FeeContract[]): void {
  const { charge, refunds } = payment
  const last = refunds.map(({ leg }) => leg.created.getTime()).reduce((a, b) => Math.max(a, b), 0)
  if (refunds.length === 0 || charge.amountMinor <= 0n) return
  if (desk.stillInTime(after(new Date(last), desk.policy.leakGraceMs))) return
  const tolerance = desk.policy.toleranceMinorPerRefund * BigInt(refunds.length)
  const beyondTolerance = ({ short }: Shortfall) => short > tolerance
  const fees = feeShortfalls(payment, contracts).filter(beyondTolerance)
  const transfers = transferShortfalls(payment).filter(beyondTolerance)
  for (const fee of fees) reportFee(desk, fee, lossIn(fee.leg.currency, fees, transfers))
  for (const transfer of transfers) reportTransfer(desk, transfer, lossIn(transfer.leg.currency, fees, transfers))
}

function feeShortfalls({ charge, refunds, fees }: Payment, contracts: readonly FeeContract[]): Shortfall[] {
  const refunded = sum(refunds.map(({ leg }) => leg.amountMinor))
  return fees.flatMap(({ leg, returned }) => {
    const contract = leg.seller === null ? undefined : contractInForce(contracts, leg.seller, charge.created)
    if (contract?.refundPolicy !== 'returned') return []
    const share = divideRounded(leg.amountMinor * refunded, charge.amountMinor, 'half_up')
    const rule = `Contract ${contract.reference} returns the fee: round half up(${leg.amountMinor} × ${refunded} / ${charge.amountMinor}) = ${share}.`
    const [expected, done] = [atMost(share, leg.amountMinor), givenBack(leg, returned)]
    const rows = [leg, charge, ...refunds.map((refund) => refund.leg), ...returned]
    return [{ leg, expected, done, short: expected - done, rule, rows, entries: [] }]
  })
}

function transferShortfalls(payment: Payment): Shortfall[] {
  const { charge, refunds } = payment
  return transferClaims(payment).map(({ leg, claimed, reversed, reversedMinor, rule, entries }) => ({
    leg,
    expected: claimed,
    done: reversedMinor,
    short: claimed - reversedMinor,
    rule: `To be reversed: ${rule}.`,
    rows: [leg, charge, ...refunds.map((refund) => refund.leg), ...reversed],
    entries,
  }))
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
