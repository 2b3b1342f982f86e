import type { FeeBand } from './contract'
import { feeByContract } from './fee-by-contract'

/** Charges of one currency and one captured amount, and what was taken as fees on all of them. */
export type FeeGroup = { currency: string; capturedMinor: bigint; charges: number; takenMinor: bigint }

/** What bands would have meant for charges that were made: fees taken against fees by these bands, in one currency. */
export type ForeseenFees = {
  currency: string
  charges: number
  /** Of them those for which the bands say nothing: their fee stays as it was. */
  unbound: number
  capturedMinor: bigint
  takenMinor: bigint
  wouldBeMinor: bigint
}

/** One line a currency, in the order of its code. Each charge is rounded by itself, as its fee would have been. */
export function foreseeFees(bands: readonly FeeBand[], groups: readonly FeeGroup[]): ForeseenFees[] {
  const lines = new Map<string, ForeseenFees>()
  for (const { currency, capturedMinor, charges, takenMinor } of groups) {
    const fee = feeByContract({ bands }, capturedMinor, currency)
    const line = lines.get(currency) ?? { ...nothing, currency }
    lines.set(currency, {
      currency,
      charges: line.charges + charges,
      unbound: line.unbound + (fee === undefined ? charges : 0),
      capturedMinor: line.capturedMinor + capturedMinor * BigInt(charges),
      takenMinor: line.takenMinor + takenMinor,
      wouldBeMinor: line.wouldBeMinor + (fee === undefined ? takenMinor : fee * BigInt(charges)),
    })
  }
  return [...lines.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

const nothing = { charges: 0, unbound: 0, capturedMinor: 0n, takenMinor: 0n, wouldBeMinor: 0n }
