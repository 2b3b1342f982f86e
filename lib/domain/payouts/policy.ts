/** The numbers of the allocation. A stored composition names the version that made it. */
export type CompositionPolicy = {
  version: string
  /** Points for each thing that could be otherwise; together 100 where Stripe lists nothing. */
  points: { remainder: number; history: number; method: number; cut: number; ties: number }
  /** An instant payout out of available funds; out of funds that were not yet available it has none. */
  instantPoints: number
  /** From here on it is certain, or likely. */
  certain: number
  likely: number
  /** So many open slices are kept. Where rows lie behind the frontier, whole, those are read again instead. */
  mostOpen: number
}

export const compositionPolicy: CompositionPolicy = {
  version: 'composition-2',
  points: { remainder: 45, history: 20, method: 15, cut: 10, ties: 10 },
  instantPoints: 10,
  certain: 90,
  likely: 60,
  mostOpen: 100,
}
