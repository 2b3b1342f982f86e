import { assert } from '../base/assert'
import type { Ambiguity, Incomplete, Match, MatchOutcome, Refused } from './outcome'
import type { PairPolicy } from './policy'
import { inOrder, type MatchRow } from './row'
import { openScorer, type Scorer, type Surroundings } from './scoring/score-pairs'

/** Rows by their places on the desk: sorted by id, so that the order of arrival is forgotten before anything is decided. */
export type Places = { readonly left: readonly number[]; readonly right: readonly number[] }

/** A match still told by places. */
export type Solution = Places & Pick<Match, 'rule' | 'confidence' | 'factors'>

/** The table at which one run of matching sits: what is still free, and what has been found. */
export type Desk = {
  readonly policy: PairPolicy
  readonly scorer: Scorer
  /** Rows that are in no result yet, in order. */
  free(): { left: number[]; right: number[] }
  tie(solution: Solution): void
  abstain(rows: Places, best: readonly Solution[], second: readonly Solution[], apartPoints: number): void
  reportIncomplete(rows: Places, finding: Omit<Incomplete, 'left' | 'right'>): void
  refuse(rows: Places, refusal: Omit<Refused, 'left' | 'right'>): void
  clear(): MatchOutcome
}

export function openDesk(
  left: readonly MatchRow[],
  right: readonly MatchRow[],
  policy: PairPolicy,
  surroundings: Surroundings,
): Desk {
  const [leftRows, rightRows] = [inOrder(left), inOrder(right)]
  checkRows(leftRows, policy.left)
  checkRows(rightRows, policy.right)
  const taken = { left: new Uint8Array(leftRows.length), right: new Uint8Array(rightRows.length) }
  const confirmed: Match[] = []
  const proposed: Match[] = []
  const ambiguous: Ambiguity[] = []
  const incomplete: Incomplete[] = []
  const refused: Refused[] = []
  const named = (places: Places) => ({
    left: places.left.map((place) => leftRows[place]!.id),
    right: places.right.map((place) => rightRows[place]!.id),
  })
  const matchOf = (solution: Solution): Match => ({ ...solution, ...named(solution) })
  const take = (places: Places) => {
    for (const side of ['left', 'right'] as const) {
      for (const place of places[side]) {
        assert(taken[side][place] === 0, `a ${side} row is matched once only`)
        taken[side][place] = 1
      }
    }
    return named(places)
  }
  const free = () => ({ left: freePlaces(taken.left), right: freePlaces(taken.right) })
  return {
    policy,
    scorer: openScorer(policy, leftRows, rightRows, surroundings),
    free,
    tie: (solution) => {
      take(solution)
      ;(solution.confidence >= policy.confirmFrom ? confirmed : proposed).push(matchOf(solution))
    },
    abstain: (rows, best, second, apartPoints) => {
      ambiguous.push({ ...take(rows), best: best.map(matchOf), second: second.map(matchOf), apartPoints })
    },
    reportIncomplete: (rows, finding) => {
      incomplete.push({ ...take(rows), ...finding })
    },
    refuse: (rows, refusal) => {
      refused.push({ ...take(rows), ...refusal })
    },
    clear: () => ({ confirmed, proposed, ambiguous, incomplete, refused, leftAlone: named(free()) }),
  }
}

function freePlaces(taken: Uint8Array): number[] {
  const places: number[] = []
  taken.forEach((isTaken, place) => {
    if (isTaken === 0) places.push(place)
  })
  return places
}

function checkRows(rows: readonly MatchRow[], side: MatchRow['side']): void {
  rows.forEach((row, place) => {
    assert(row.side === side, `${row.id} is a ${row.side}, where a ${side} is expected`)
    assert(row.id !== rows[place + 1]?.id, `${row.id} is there twice`)
  })
}
