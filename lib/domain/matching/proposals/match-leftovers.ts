import { matchRows } from '../match-rows'
import type { Match, MatchOutcome } from '../outcome'
import type { MatchingPolicy, PairPolicy } from '../policy'
import type { MatchRow } from '../row'
import type { BusinessCalendar } from '../scoring/business-days'

export type PairRun = { readonly pair: PairPolicy; readonly currency: string; readonly outcome: MatchOutcome }

/**
 * What the certain run left alone, through every pair of sides of a policy. A row that two pairs of sides want (a debit
 * that is as well a payout's return as a top-up) is no match of either: no guess. Each currency has its own bank holidays
 * and is a run of its own: no rates are on file yet, and without them nothing crosses currencies.
 */
export function matchLeftovers(
  rows: readonly MatchRow[],
  policy: MatchingPolicy,
  calendarOf: (currency: string) => BusinessCalendar,
): PairRun[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  return currencies.flatMap((currency) => {
    const here = rows.filter((row) => row.currency === currency)
    const of = (side: MatchRow['side']) => here.filter((row) => row.side === side)
    const surroundings = { calendar: calendarOf(currency), rates: [] }
    const runs = policy.pairs.map((pair) => ({
      pair,
      currency,
      outcome: matchRows(of(pair.left), of(pair.right), pair, surroundings),
    }))
    const contested = wantedTwice(runs)
    return runs.map((run) => ({ ...run, outcome: without(contested, run.outcome) }))
  })
}

function wantedTwice(runs: readonly PairRun[]): ReadonlySet<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()]
  for (const id of runs.flatMap(({ outcome }) => rowsOf(outcome))) {
    if (once.has(id)) twice.add(id)
    once.add(id)
  }
  return twice
}

/** What touches a contested row is left alone as a whole. */
function without(contested: ReadonlySet<string>, outcome: MatchOutcome): MatchOutcome {
  const isFree = ({ left, right }: Tied) => ![...left, ...right].some((id) => contested.has(id))
  const { confirmed, proposed, incomplete, leftAlone } = outcome
  const dropped = [...confirmed, ...proposed, ...incomplete].filter((tied) => !isFree(tied))
  return {
    ...outcome,
    confirmed: confirmed.filter(isFree),
    proposed: proposed.filter(isFree),
    incomplete: incomplete.filter(isFree),
    leftAlone: {
      left: [...leftAlone.left, ...dropped.flatMap(({ left }) => left)],
      right: [...leftAlone.right, ...dropped.flatMap(({ right }) => right)],
    },
  }
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

type Tied = Pick<Match, 'left' | 'right'>

function rowsOf({ confirmed, proposed, incomplete }: MatchOutcome): string[] {
  const tied: readonly Tied[] = [...confirmed, ...proposed, ...incomplete]
  return tied.flatMap(({ left, right }) => [...left, ...right])
}
