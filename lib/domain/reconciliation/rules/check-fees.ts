import type { FeeContract } from '../../fees/contract'
import { contractInForce } from '../../fees/contract-in-force'
import { bandFor, feeOfBand } from '../../fees/fee-by-contract'
import { differenceParts, legRow, say } from '../describe'
import { aboutLeg, type Desk } from '../desk'
import type { Leg } from '../facts'

/** A fee, the charge it was taken from, and what the contract allows. */
export type FeeCheck = { fee: Leg; charge: Leg; contract: FeeContract; allowedMinor: bigint; rateBp: bigint }

/** The contract check of one fee; undefined where there is no charge, no contract or no band to check against. */
export function feeCheck(fee: Leg, charge: Leg | undefined, contracts: readonly FeeContract[]): FeeCheck | undefined {
  if (!charge?.settled || fee.seller === null || fee.currency !== charge.currency) return undefined
  const contract = contractInForce(contracts, fee.seller, charge.created)
  const band = contract && bandFor(contract, charge.amountMinor, charge.currency)
  if (!contract || !band) return undefined
  return { fee, charge, contract, allowedMinor: feeOfBand(band, charge.amountMinor), rateBp: band.rateBp }
}

/** FEE_VARIANCE: the fee taken is not the one that the seller's contract says. */
export function reportFeeVariance(desk: Desk, { fee, charge, contract, allowedMinor, rateBp }: FeeCheck): void {
  const apart = fee.amountMinor - allowedMinor
  if (apart === 0n) return
  const amountMinor = apart < 0n ? -apart : apart
  const [taken, allowed] = [say(fee.amountMinor, fee.currency), say(allowedMinor, fee.currency)]
  const difference = say(amountMinor, fee.currency)
  const verdict =
    apart > 0n
      ? `${difference} too much was taken, and the platform owes it to the seller`
      : `${difference} too little was taken, and the seller owes it to the platform`
  desk.report({
    ...aboutLeg('FEE_VARIANCE', fee),
    amountMinor,
    direction: apart > 0n ? 'platform_owes_seller' : 'seller_owes_platform',
    sentence: `The fee on a sale of ${say(charge.amountMinor, charge.currency)} was ${taken}, but the seller’s ${contract.tier} contract says ${allowed}: ${verdict}.`,
    evidence: {
      rows: [legRow(fee), legRow(charge)],
      parts: differenceParts('Fee taken', fee.amountMinor, `Fee by contract ${contract.reference}`, allowedMinor),
      rule: `round half up(${charge.amountMinor} × ${rateBp} / 10000) + fixed part = ${allowedMinor}, by the contract in force when the charge was made.`,
    },
  })
}
