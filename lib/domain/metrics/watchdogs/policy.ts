export const watchedMeasures = ['volume', 'payments', 'take_rate', 'fee_rate', 'refund_rate'] as const
export type WatchedMeasure = (typeof watchedMeasures)[number]

/** How one figure is held against its past. */
type Watched = {
  /** Days between two of the past: 7 is the same weekday. */
  every: 1 | 7
  /** So many of them are looked at, and at least so many must be there. */
  back: number
  atLeast: number
  /** Nearer to the usual than this part of it, or than so much (bp), is no anomaly however even the past was. */
  floorPart: number
  floor: number
  /** A day with fewer payments says nothing. */
  paymentsAtLeast: number
}

export type WatchPolicy = {
  version: string
  /** Farther from the middle than so many usual distances is an anomaly. */
  spreads: number
  measures: Record<WatchedMeasure, Watched>
}

const volume: Watched = { every: 7, back: 8, atLeast: 5, floorPart: 0.5, floor: 0, paymentsAtLeast: 10 }
const rate: Watched = { every: 1, back: 28, atLeast: 14, floorPart: 0.2, floor: 25, paymentsAtLeast: 10 }

export const watchPolicy: WatchPolicy = {
  version: 'watch-1',
  spreads: 6,
  measures: {
    volume,
    payments: volume,
    take_rate: rate,
    fee_rate: rate,
    // Refunds come in lumps: of few payments one is a large part.
    refund_rate: { ...rate, floor: 300, floorPart: 1, paymentsAtLeast: 50 },
  },
}

/** How many days before a day are looked at, at the most: a reader of less would judge otherwise. */
export function pastOf({ measures }: WatchPolicy): number {
  return Math.max(...Object.values(measures).map(({ every, back }) => every * back))
}
