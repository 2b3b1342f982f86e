import { divideRounded } from '../money/rounding'
import { addMeasures, type DailyMetric, type Measures, nothing } from './measures'

/** A figure with the sentence that makes it: pages show both. */
export const formulas = {
  volume: 'captured − refunded',
  revenue:
    'application fees − fees returned, and on the platform’s own charges + captured − refunded − transferred + reversed',
  takeRate: 'revenue ÷ (captured − refunded)',
} as const

/** What customers paid and did not get back. */
export function netVolume(measures: Measures): bigint {
  return measures.capturedMinor - measures.refundedMinor
}

/**
 * What the platform has kept. On direct charges the money is the seller's and the platform has only its fee; on its
 * own charges (destination, separate) it also has whatever it did not pass on. One formula serves a fee, a
 * `transfer_data.amount` and a transfer made by hand (README has the worked examples).
 */
export function platformRevenue(cell: Pick<DailyMetric, 'chargeType'> & Measures): bigint {
  const fees = cell.feesMinor - cell.feesReturnedMinor
  if (cell.chargeType === 'direct') return fees
  return fees + netVolume(cell) - cell.transferredMinor + cell.reversedMinor
}

export type Figures = Measures & {
  readonly volumeMinor: bigint
  readonly revenueMinor: bigint
  /** Basis points, half to even; null where nothing was sold or more was refunded than captured. */
  readonly takeRateBp: bigint | null
}

/** Figures of any set of cells of one currency: sums first, one division at the end. */
export function figuresOf(cells: Iterable<DailyMetric>): Figures {
  let sum = nothing
  let revenueMinor = 0n
  for (const cell of cells) {
    sum = addMeasures(sum, cell)
    revenueMinor += platformRevenue(cell)
  }
  const volumeMinor = netVolume(sum)
  const takeRateBp = volumeMinor > 0n ? divideRounded(revenueMinor * 10_000n, volumeMinor, 'half_even') : null
  return { ...sum, volumeMinor, revenueMinor, takeRateBp }
}
