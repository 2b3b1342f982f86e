import type { Match, MatchOutcome } from './outcome'

/** What another policy would have made of the same rows. Counted in matches, confirmed and proposed ones alike. */
export type RunComparison = {
  /** Alike in both. */
  readonly same: number
  /** Of the same ones: proposed before and confirmed now, and the other way round. */
  readonly firmer: number
  readonly weaker: number
  /** Matches of rows that were in no match before. */
  readonly more: readonly Match[]
  /** Matches of which some row was in another match before. */
  readonly differently: readonly Match[]
  /** Matches of before none of whose rows is in a match now. */
  readonly lost: readonly Match[]
}

/** Holds the runs of two policies over the same rows against each other: the dry run. */
export function compareRuns(before: MatchOutcome, after: MatchOutcome): RunComparison {
  const [earlier, later] = [placesOf(before), placesOf(after)]
  const known = new Map([...before.confirmed, ...before.proposed].map((match) => [nameOf(match), match]))
  const confirmedBefore = new Set(before.confirmed.map(nameOf))
  const confirmedNow = new Set(after.confirmed.map(nameOf))
  const now = [...after.confirmed, ...after.proposed]
  const kept = now.filter((match) => known.has(nameOf(match))).map(nameOf)
  const fresh = now.filter((match) => !known.has(nameOf(match)))
  return {
    same: kept.length,
    firmer: kept.filter((name) => confirmedNow.has(name) && !confirmedBefore.has(name)).length,
    weaker: kept.filter((name) => !confirmedNow.has(name) && confirmedBefore.has(name)).length,
    more: fresh.filter((match) => !touches(match, earlier)),
    differently: fresh.filter((match) => touches(match, earlier)),
    lost: [...known.values()].filter((match) => !touches(match, later)),
  }
}

/** "This policy would have matched 412 more, 3 differently, and lost 1." */
export function sayComparison({ more, differently, lost, firmer, weaker }: RunComparison): string {
  const parts = [`matched ${more.length} more`, `${differently.length} differently`]
  const ends = [
    ...(firmer > 0 ? [`confirmed ${firmer} that were only proposed`] : []),
    ...(weaker > 0 ? [`only proposed ${weaker} that were confirmed`] : []),
    `lost ${lost.length}`,
  ]
  return `This policy would have ${[...parts, ...ends.slice(0, -1)].join(', ')}, and ${ends.at(-1)}.`
}

function placesOf({ confirmed, proposed }: MatchOutcome): ReadonlySet<string> {
  return new Set([...confirmed, ...proposed].flatMap(rowsOf))
}

function touches(match: Match, rows: ReadonlySet<string>): boolean {
  return rowsOf(match).some((row) => rows.has(row))
}

function rowsOf({ left, right }: Match): string[] {
  return [...left.map((id) => `left ${id}`), ...right.map((id) => `right ${id}`)]
}

function nameOf({ left, right }: Match): string {
  return JSON.stringify([[...left].sort(), [...right].sort()])
}
