import type { Side } from './row'

export const factorCodes = ['reference', 'amount', 'date', 'text'] as const
export type FactorCode = (typeof factorCodes)[number]

/** The most that each factor may give: integers that add up to 100 at most. */
export type Points = { readonly [code in FactorCode]: number }

/**
 * `tolerance`: one currency, apart by at most max(absolute, basis points of the left amount); zero and zero is exact.
 * `direction`: what the right side may be, leaving signs aside: a bank that keeps a fee makes it less, never more.
 * `rate`: another currency, at the day's rate, apart by at most so many basis points of what the rate makes of it.
 */
export type AmountRule =
  | {
      readonly kind: 'tolerance'
      readonly absoluteMinor: bigint
      readonly basisPoints: number
      readonly direction: 'either' | 'less' | 'more'
    }
  | { readonly kind: 'rate'; readonly boundBp: number }

/**
 * How many days the right row may come after the left one; negative: before it. From day 0 to `prompt` the date has
 * all its points, towards either end of the window they fall to almost none.
 */
export type DateWindow = {
  readonly unit: 'business' | 'calendar'
  readonly earliest: number
  readonly prompt: number
  readonly latest: number
}

/** The first rule that admits a pair of rows decides what the pair is worth. */
export type MatchRule = {
  readonly code: string
  /** `required`: only rows that share a reference; `counts`: sharing one gives points. */
  readonly reference: 'required' | 'counts'
  readonly amount: AmountRule
  readonly window: DateWindow
  /** Least similarity of the texts, 0 to 1000. */
  readonly textAtLeast: number
  readonly points: Points
}

/** Several rows against one whose sums are equal to the minor unit; `isMany`: also several against several. */
export type SplitRule = Pick<MatchRule, 'code' | 'reference' | 'window' | 'points'> & { readonly isMany: boolean }

export type Ceilings = {
  /** Rows a side of one block of the assignment. */
  readonly blockRows: number
  /** Rows a side that may share one reference: what everybody carries ties nobody. */
  readonly referenceRows: number
  /** Rows among which a sum is looked for. */
  readonly splitRows: number
  /** Rows of both sides together where both have several. */
  readonly manyRows: number
}

export type PairPolicy = {
  readonly left: Side
  readonly right: Side
  readonly rules: readonly MatchRule[]
  readonly splits: readonly SplitRule[]
  /** Kinds of reference of which a row has one only: two different ones exclude each other. */
  readonly decisiveKinds: readonly string[]
  /** From this confidence on a match stands by itself … */
  readonly confirmFrom: number
  /** … and from this one on it is laid before a person. Below it a row is left alone. */
  readonly proposeFrom: number
  /** A second solution that is worse by this many points or fewer: no guess. */
  readonly marginPoints: number
  readonly ceilings: Ceilings
}

/**
 * What becomes of a match that is confirmed: laid before a person like any other, or applied by itself. Not given: laid
 * before a person.
 */
export const confirmedModes = ['propose', 'apply'] as const
export type ConfirmedMode = (typeof confirmedModes)[number]

export type MatchingPolicy = {
  readonly version: string
  readonly confirmed?: ConfirmedMode
  readonly pairs: readonly PairPolicy[]
}

/** Below this nothing is applied by itself, whatever a policy says. */
export const applyFromAtLeast = 90

export function appliesConfirmed({ confirmed }: MatchingPolicy): boolean {
  return confirmed === 'apply'
}

export function pairPolicy(policy: MatchingPolicy, left: Side, right: Side): PairPolicy | undefined {
  return policy.pairs.find((pair) => pair.left === left && pair.right === right)
}
