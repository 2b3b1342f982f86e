import { divideRounded } from '../money/rounding'
import type { FeeBand, FeeContract } from './contract'

/** The band of the currency with the largest `fromMinor` that the captured amount reaches. */
export function bandFor(
  contract: Pick<FeeContract, 'bands'>,
  capturedMinor: bigint,
  currency: string,
): FeeBand | undefined {
  let best: FeeBand | undefined
  for (const band of contract.bands) {
    if (band.currency !== currency || band.fromMinor > capturedMinor) continue
    if (best === undefined || band.fromMinor > best.fromMinor) best = band
  }
  return best
}

/** `roundHalfUp(captured × rateBp / 10000) + fixedMinor`, in minor units of the band's currency. */
export function feeOfBand(band: FeeBand, capturedMinor: bigint): bigint {
  return divideRounded(capturedMinor * band.rateBp, 10_000n, 'half_up') + band.fixedMinor
}

/** The fee that the contract allows on a charge; undefined where it says nothing about the currency. */
export function feeByContract(
  contract: Pick<FeeContract, 'bands'>,
  capturedMinor: bigint,
  currency: string,
): bigint | undefined {
  const band = bandFor(contract, capturedMinor, currency)
  return band && feeOfBand(band, capturedMinor)
}
