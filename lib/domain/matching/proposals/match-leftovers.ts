import { matchRows } from '../match-rows'
import type { Match, MatchOutcome } from '../outcome'
import type { MatchingPolicy, PairPolicy } from '../policy'
import type { MatchRow } from '../row'
import type { BusinessCalendar } from '../scoring/business-days'

export type PairRun = { readonly pair: PairPolicy; readonly currency: string; readonly outcome: MatchOutcome }

/**
 * What the certain run left alone, through every pair of sides of a policy in its order. A row that one pair tied is not
 * laid before the next, so no row is in two matches. Each currency has its own bank holidays and is a run of its own: no
 * rates are on file yet, and without them nothing crosses currencies.
 */
export function matchLeftovers(
  rows: readonly MatchRow[],
  policy: MatchingPolicy,
  calendarOf: (currency: string) => BusinessCalendar,
): PairRun[] {
  const taken = new Set<string>()
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  return currencies.flatMap((currency) =>
    policy.pairs.map((pair) => {
      const free = rows.filter((row) => row.currency === currency && !taken.has(row.id))
      const of = (side: MatchRow['side']) => free.filter((row) => row.side === side)
      const surroundings = { calendar: calendarOf(currency), rates: [] }
      const outcome = matchRows(of(pair.left), of(pair.right), pair, surroundings)
      for (const id of rowsOf(outcome)) taken.add(id)
      return { pair, currency, outcome }
    }),
  )
}

/** All runs as one, so that two policies can be held against each other. */
export function asOneOutcome(runs: readonly PairRun[]): MatchOutcome {
  const all = runs.map(({ outcome }) => outcome)
  return {
    confirmed: all.flatMap(({ confirmed }) => confirmed),
    proposed: all.flatMap(({ proposed }) => proposed),
    ambiguous: all.flatMap(({ ambiguous }) => ambiguous),
    incomplete: all.flatMap(({ incomplete }) => incomplete),
    refused: all.flatMap(({ refused }) => refused),
    leftAlone: {
      left: all.flatMap(({ leftAlone }) => leftAlone.left),
      right: all.flatMap(({ leftAlone }) => leftAlone.right),
    },
  }
}

function rowsOf({ confirmed, proposed, incomplete }: MatchOutcome): string[] {
  const tied: readonly Pick<Match, 'left' | 'right'>[] = [...confirmed, ...proposed, ...incomplete]
  return tied.flatMap(({ left, right }) => [...left, ...right])
}
