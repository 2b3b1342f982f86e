import { matchRows } from '../match-rows'
import type { Match, MatchOutcome } from '../outcome'
import type { MatchingPolicy, PairPolicy } from '../policy'
import type { MatchRow } from '../row'
import type { DayRate } from '../scoring/amounts'
import type { BusinessCalendar } from '../scoring/business-days'

export type PairRun = { readonly pair: PairPolicy; readonly currency: string; readonly outcome: MatchOutcome }

/**
 * What the certain run left alone, through every pair of sides of a policy. Each currency has its own bank holidays and is
 * a run of its own; what no such run says anything about is then tried across currencies by the rules that have a rate,
 * at the `rates` of the days. A row that two runs want (a debit that is as well a payout's return as a top-up) is no match
 * of either: no guess.
 */
export function matchLeftovers(
  rows: readonly MatchRow[],
  policy: MatchingPolicy,
  calendarOf: (currency: string) => BusinessCalendar,
  rates: readonly DayRate[],
): PairRun[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  const run = (some: readonly MatchRow[], pair: PairPolicy, from: string, to: string): PairRun => {
    const of = (side: MatchRow['side'], currency: string) =>
      some.filter((row) => row.side === side && row.currency === currency)
    const surroundings = { calendar: calendarOf(to), rates }
    return { pair, currency: from, outcome: matchRows(of(pair.left, from), of(pair.right, to), pair, surroundings) }
  }
  const alike = currencies.flatMap((currency) => policy.pairs.map((pair) => run(rows, pair, currency, currency)))
  const spoken = new Set(alike.flatMap(({ outcome }) => spokenOf(outcome)))
  const silent = rows.filter(({ id }) => !spoken.has(id))
  const across = policy.pairs
    .map(byRateOnly)
    .filter(({ rules }) => rules.length > 0)
    .flatMap((pair) => pairsOf(currencies, rates).map(([from, to]) => run(silent, pair, from, to)))
  const runs = [...alike, ...across]
  const contested = wantedTwice(runs)
  return runs.map((one) => ({ ...one, outcome: without(contested, one.outcome) }))
}

function byRateOnly(pair: PairPolicy): PairPolicy {
  return { ...pair, rules: pair.rules.filter(({ amount }) => amount.kind === 'rate'), splits: [] }
}

/** Two currencies of these rows of which one has a rate to the other. */
function pairsOf(currencies: readonly string[], rates: readonly DayRate[]): [string, string][] {
  const known = new Set(rates.map(({ from, to }) => `${from} ${to}`))
  return currencies.flatMap((from) =>
    currencies.filter((to) => known.has(`${from} ${to}`)).map((to): [string, string] => [from, to]),
  )
}

/** Rows about which a run says something, if only that it does not know. */
function spokenOf({ ambiguous, refused, ...outcome }: MatchOutcome): string[] {
  return [...rowsOf(outcome), ...[...ambiguous, ...refused].flatMap(({ left, right }) => [...left, ...right])]
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

function rowsOf({
  confirmed,
  proposed,
  incomplete,
}: Pick<MatchOutcome, 'confirmed' | 'proposed' | 'incomplete'>): string[] {
  const tied: readonly Tied[] = [...confirmed, ...proposed, ...incomplete]
  return tied.flatMap(({ left, right }) => [...left, ...right])
}
