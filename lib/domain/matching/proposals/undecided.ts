import type { Match, RowIds } from '../outcome'
import type { PairRun } from './match-leftovers'

/** Which rows one way of solving ties together, and how sure it is of it. */
export type Tying = { readonly left: RowIds; readonly right: RowIds; readonly confidence: number }

/** Two ways that are nearly equally good: the engine takes neither, and shows both. */
export type Undecided = {
  readonly pair: string
  readonly currency: string
  /** How many points the best way is ahead of the other. */
  readonly apartPoints: number
  readonly best: readonly Tying[]
  readonly second: readonly Tying[]
}

/** What each run abstained from, the closest calls first. */
export function undecidedOf(runs: readonly PairRun[]): Undecided[] {
  return runs
    .flatMap(({ pair: { left, right }, currency, outcome }) =>
      outcome.ambiguous.map(({ apartPoints, best, second }) => ({
        pair: `${left} ${right}`,
        currency,
        apartPoints,
        best: best.map(tyingOf),
        second: second.map(tyingOf),
      })),
    )
    .toSorted((a, b) => a.apartPoints - b.apartPoints)
}

function tyingOf({ left, right, confidence }: Match): Tying {
  return { left, right, confidence }
}
