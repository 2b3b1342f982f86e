import { tieByAssignment, tieByReferences } from './assignment/tie-rows'
import { openDesk } from './desk'
import type { MatchOutcome } from './outcome'
import type { PairPolicy } from './policy'
import type { MatchRow } from './row'
import type { Surroundings } from './scoring/score-pairs'
import { reportIncomplete, splitByReferences } from './splits/reference-splits'
import { splitBySums } from './splits/sum-splits'

/**
 * Ties the rows of two sides that have no certain key in common. Rows that name each other come first, one against one
 * and then as splits; what is left is assigned at the least cost block by block; then sums are looked for among
 * what nobody explained. Every row ends in exactly one result, and the order in which rows arrive decides nothing.
 * Rows of the wrong side or with an id twice are a Bug; that the policy has no fault is for `checkPolicy` to say.
 */
export function matchRows(
  left: readonly MatchRow[],
  right: readonly MatchRow[],
  policy: PairPolicy,
  surroundings: Surroundings,
): MatchOutcome {
  const desk = openDesk(left, right, policy, surroundings)
  tieByReferences(desk)
  splitByReferences(desk)
  tieByAssignment(desk)
  splitBySums(desk)
  reportIncomplete(desk)
  return desk.clear()
}
