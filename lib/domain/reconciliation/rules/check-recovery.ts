import type { FeeContract } from '../../fees/contract'
import { contractInForce } from '../../fees/contract-in-force'
import { divideRounded } from '../../money/rounding'
import { legRow, part, say, sum } from '../describe'
import { aboutLeg, after, type Desk } from '../desk'
import type { Leg } from '../facts'
import type { Payment } from '../payment'
import { atMost, givenBack, type TransferClaim, transferClaims } from './transfer-claims'

/** An original transfer, what its refunds claim of it, and what a lost dispute asks for beyond that. */
type Borne = TransferClaim & { wanted: bigint; beyond: bigint; contract: FeeContract | undefined }

/**
 * A dispute moves the platform's money and never a transfer: a lost one has to be taken back from the seller who bears
 * it, a won one has to be given back to him where it had been taken. What refunds claim of a transfer comes first.
 */
export function reportRecovery(desk: Desk, payment: Payment, contracts: readonly FeeContract[]): void {
  const { charge, disputes, reinstatements } = payment
  if (charge.amountMinor <= 0n || (disputes.length === 0 && reinstatements.length === 0)) return
  const lost = disputes.filter(
    ({ leg, reinstated }) => leg.status === 'lost' && !reinstated && leg.currency === charge.currency,
  )
  const disputed = sum(lost.map(({ leg }) => leg.amountMinor))
  const borne = transferClaims(payment).map((claim) => borneOf(claim, charge, disputed, contracts))
  for (const transfer of borne)
    reportNotRecovered(desk, transfer, charge, disputed, [charge, ...lost.map(({ leg }) => leg)])
  if (reinstatements.length > 0) reportRetransfers(desk, payment, borne)
}

function borneOf(claim: TransferClaim, charge: Leg, disputed: bigint, contracts: readonly FeeContract[]): Borne {
  const { leg, claimed, reversedMinor } = claim
  const contract = leg.seller === null ? undefined : contractInForce(contracts, leg.seller, charge.created)
  const part = divideRounded(leg.amountMinor * disputed, charge.amountMinor, 'half_up')
  const wanted = contract?.disputePolicy === 'recovered' ? atMost(part, leg.amountMinor - claimed) : 0n
  const beyond = reversedMinor > claimed ? reversedMinor - claimed : 0n
  return { ...claim, wanted, beyond, contract }
}

/** DISPUTE_NOT_RECOVERED. No clock: Stripe does not date a decision. */
function reportNotRecovered(desk: Desk, borne: Borne, charge: Leg, disputed: bigint, rows: readonly Leg[]): void {
  const { leg, claimed, wanted, beyond, contract, reversed, entries } = borne
  const short = wanted - beyond
  if (!contract || short <= desk.policy.disputeToleranceMinor) return
  const amount = say(short, leg.currency)
  desk.report({
    ...aboutLeg('DISPUTE_NOT_RECOVERED', leg),
    amountMinor: short,
    direction: 'seller_owes_platform',
    sentence: `A dispute over ${say(disputed, charge.currency)} was lost, which by contract the seller bears, and ${amount} of his transfer of ${say(leg.amountMinor, leg.currency)} was not taken back: the seller owes the platform ${amount}.`,
    evidence: {
      rows: [leg, ...rows, ...reversed].map(legRow),
      parts: [part('To come back for the dispute', wanted), part('less reversed beyond the refunds’ claim', -beyond)],
      rule: `Contract ${contract.reference} recovers disputes: round half up(${leg.amountMinor} × ${disputed} / ${charge.amountMinor}), at most the ${leg.amountMinor - claimed} that refunds do not claim = ${wanted}${entries.length ? '; the refund entries’ shares say what refunds claim' : ''}.`,
    },
  })
}

/** RETRANSFER_OWED: what was taken back and nothing claims any more, less what was transferred anew. */
function reportRetransfers(desk: Desk, { retransfers, reinstatements }: Payment, borne: readonly Borne[]): void {
  const anew = new Map<string, bigint>()
  for (const { leg, reversed } of retransfers) {
    const kept = leg.amountMinor - givenBack(leg, reversed)
    anew.set(purseOf(leg), (anew.get(purseOf(leg)) ?? 0n) + kept)
  }
  const owed = borne.flatMap((transfer) => {
    const surplus = transfer.beyond - transfer.wanted
    if (surplus <= 0n) return []
    const purse = anew.get(purseOf(transfer.leg)) ?? 0n
    const returned = atMost(purse, surplus)
    anew.set(purseOf(transfer.leg), purse - returned)
    return surplus - returned > desk.policy.disputeToleranceMinor ? [{ ...transfer, surplus, returned }] : []
  })
  const last = reinstatements.map((leg) => leg.created.getTime()).reduce((a, b) => Math.max(a, b), 0)
  if (owed.length === 0 || desk.stillInTime(after(new Date(last), desk.policy.transferLagMs))) return
  for (const { leg, claimed, wanted, reversedMinor, surplus, returned, reversed } of owed) {
    const amount = say(surplus - returned, leg.currency)
    const others = retransfers.map((transfer) => transfer.leg).filter((other) => purseOf(other) === purseOf(leg))
    desk.report({
      ...aboutLeg('RETRANSFER_OWED', leg),
      amountMinor: surplus - returned,
      direction: 'platform_owes_seller',
      sentence: `A dispute was won and Stripe gave the money back, but ${amount} of the transfer that was taken from the seller for it has not been transferred anew: the platform owes the seller ${amount}.`,
      evidence: {
        rows: [leg, ...reversed, ...reinstatements, ...others].map(legRow),
        parts: [
          part('Reversed', reversedMinor),
          part('less claimed by refunds and lost disputes', -(claimed + wanted)),
          part('less transferred anew', -returned),
        ],
        rule: 'What was reversed beyond the claims goes back to the seller within 24 hours after the dispute’s reversal.',
      },
    })
  }
}

/** Transfers anew are handed out to the transfers of one seller in one currency, by their ids. */
function purseOf({ seller, currency }: Leg): string {
  return `${seller}|${currency}`
}
