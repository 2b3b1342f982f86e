import type { CalendarDay } from '../base/calendar-day'
import type { ChargeType } from '../ledger/movement'

/** What a day is counted by. Amounts are minor units of the charge's own currency; none is netted against another. */
export type Measures = {
  readonly capturedMinor: bigint
  readonly refundedMinor: bigint
  readonly feesMinor: bigint
  readonly feesReturnedMinor: bigint
  readonly transferredMinor: bigint
  readonly reversedMinor: bigint
  readonly payments: bigint
}

export type Measure = keyof Measures
export type MetricChargeType = Exclude<ChargeType, 'seller_side'>

/** One cell of `daily_metric`: day in the reporting zone × currency × charge type. */
export type DailyMetric = Measures & {
  readonly day: CalendarDay
  readonly currency: string
  readonly chargeType: MetricChargeType
}

export const nothing: Measures = {
  capturedMinor: 0n,
  refundedMinor: 0n,
  feesMinor: 0n,
  feesReturnedMinor: 0n,
  transferredMinor: 0n,
  reversedMinor: 0n,
  payments: 0n,
}

export const measureNames = Object.keys(nothing) as Measure[]

export function addMeasures(a: Measures, b: Measures): Measures {
  return {
    capturedMinor: a.capturedMinor + b.capturedMinor,
    refundedMinor: a.refundedMinor + b.refundedMinor,
    feesMinor: a.feesMinor + b.feesMinor,
    feesReturnedMinor: a.feesReturnedMinor + b.feesReturnedMinor,
    transferredMinor: a.transferredMinor + b.transferredMinor,
    reversedMinor: a.reversedMinor + b.reversedMinor,
    payments: a.payments + b.payments,
  }
}

/** Sums cells of the same day, currency and charge type; sorted, so that every writer takes rows in one order. */
export function sumCells(cells: Iterable<DailyMetric>): DailyMetric[] {
  const sums = new Map<string, DailyMetric>()
  for (const cell of cells) {
    const key = `${cell.day} ${cell.currency} ${cell.chargeType}`
    const known = sums.get(key)
    sums.set(key, known ? { ...known, ...addMeasures(known, cell) } : cell)
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}
