import type { Factor } from './scoring/factor'

export type RowIds = readonly string[]

/** Rows of either side that belong together, and why. One against one, or a split whose sums are equal. */
export type Match = {
  readonly left: RowIds
  readonly right: RowIds
  readonly rule: string
  readonly confidence: number
  readonly factors: readonly Factor[]
}

/** AMBIGUOUS: the best solution among these rows and the best other one, which is worth so few points less. */
export type Ambiguity = {
  readonly left: RowIds
  readonly right: RowIds
  readonly best: readonly Match[]
  readonly second: readonly Match[]
  readonly apartPoints: number
}

/** SPLIT_INCOMPLETE: rows that name each other, but whose sums are apart by left − right. */
export type Incomplete = {
  readonly left: RowIds
  readonly right: RowIds
  readonly references: readonly string[]
  readonly remainderMinor: bigint
  readonly currency: string
}

/** What the engine would have to guess at. `count` is what there was, `ceiling` what it can do. */
export type Refused = {
  readonly left: RowIds
  readonly right: RowIds
  readonly reason: 'block_too_large' | 'too_many' | 'too_large'
  readonly count: number
  readonly ceiling: number
  readonly advice: string
}

/** Every row of either side is in exactly one of these. */
export type MatchOutcome = {
  readonly confirmed: readonly Match[]
  readonly proposed: readonly Match[]
  readonly ambiguous: readonly Ambiguity[]
  readonly incomplete: readonly Incomplete[]
  readonly refused: readonly Refused[]
  readonly leftAlone: { readonly left: RowIds; readonly right: RowIds }
}
