import type { Desk, Places, Solution } from '../desk'
import type { MatchRule } from '../policy'
import { groupsByReference } from '../scoring/reference-groups'
import { assignBlock } from './assign-block'
import type { Pair } from './group-contested'
import { narrowBlocks } from './narrow-blocks'

/**
 * One against one among rows that share a reference, by the rules that require one and an equal amount: what is merely
 * near may still be a part of something that is exact.
 */
export function tieByReferences(desk: Desk): void {
  for (const group of groupsByReference(desk)) tieBlock(desk, group, isExactByReference)
}

function isExactByReference({ reference, amount }: MatchRule): boolean {
  if (reference !== 'required' || amount.kind !== 'tolerance') return false
  return amount.absoluteMinor === 0n && amount.basisPoints === 0
}

/** One against one among all that is still free, by whatever rule admits a pair first. */
export function tieByAssignment(desk: Desk): void {
  for (const block of narrowBlocks(desk)) tieBlock(desk, block)
}

function tieBlock(desk: Desk, { left, right }: Places, isAsked?: (rule: MatchRule) => boolean): void {
  const { policy, scorer } = desk
  const ceiling = policy.ceilings.blockRows
  const count = Math.max(left.length, right.length)
  if (count > ceiling) {
    desk.refuse({ left, right }, { reason: 'block_too_large', count, ceiling, advice: adviceOn(count, ceiling) })
    return
  }
  const gains = new Uint8Array(left.length * right.length)
  for (let row = 0; row < left.length; row++) {
    for (let column = 0; column < right.length; column++) {
      const confidence = scorer.confidence(left[row]!, right[column]!, isAsked)
      if (confidence >= policy.proposeFrom) gains[row * right.length + column] = confidence - policy.proposeFrom + 1
    }
  }
  const { pairs, contested } = assignBlock({ rows: left.length, columns: right.length, gains }, policy.marginPoints)
  const solve = ([row, column]: Pair): Solution => solutionOf(desk, left[row]!, right[column]!)
  for (const pair of pairs) desk.tie(solve(pair))
  for (const group of contested) {
    const rows = { left: group.rows.map((row) => left[row]!), right: group.columns.map((column) => right[column]!) }
    desk.abstain(rows, group.best.map(solve), group.second.map(solve), group.loss)
  }
}

function solutionOf({ scorer }: Desk, i: number, j: number): Solution {
  const score = scorer.explain(i, j)!
  return { left: [i], right: [j], rule: score.rule.code, confidence: score.confidence, factors: score.factors }
}

function adviceOn(count: number, ceiling: number): string {
  return (
    `${count} rows of one side might belong to the same ones on the other, and the engine weighs ${ceiling} at once. ` +
    'Match a shorter span of days, one bank account at a time, or lower the tolerances of the rules.'
  )
}
