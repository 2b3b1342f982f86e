import { blocksByCurrency } from '../assignment/narrow-blocks'
import type { Desk, Places } from '../desk'
import type { SplitRule } from '../policy'
import { groupsByReference, type ReferenceGroup } from '../scoring/reference-groups'
import { searchMany, searchParts } from './search-split'
import { admittedDate, sumOf, weighSplit } from './weigh-split'

/** Splits among rows that name each other: the whole group if its sums are equal, else the only part of it whose are. */
export function splitByReferences(desk: Desk): void {
  for (const rule of desk.policy.splits) {
    if (rule.reference !== 'required') continue
    for (const group of groupsInOneCurrency(desk)) splitGroup(desk, rule, group)
  }
}

function splitGroup(desk: Desk, rule: SplitRule, group: Places): void {
  const { left, right } = group
  // One against one was for the rules of pairs to judge.
  if (left.length === 1 && right.length === 1) return
  if (!rule.isMany && left.length > 1 && right.length > 1) return
  const whole = remainderOf(desk, group) === 0n ? weighSplit(desk, rule, group) : undefined
  if (whole) {
    desk.tie(whole)
    return
  }
  const { solutions, refusal } = search(desk, rule, group)
  const [first, second] = solutions
  if (refusal) desk.refuse(group, refusal)
  else if (first && second) desk.abstain(rowsOf(first, second), [first], [second], 0)
  else if (first) desk.tie(first)
}

function search(desk: Desk, rule: SplitRule, { left, right }: Places) {
  if (left.length === 1) {
    const parts = right.filter((j) => admittedDate(desk, rule, left[0]!, j) !== undefined)
    return searchParts(desk, rule, 'left', left[0]!, parts)
  }
  if (right.length === 1) {
    const parts = left.filter((i) => admittedDate(desk, rule, i, right[0]!) !== undefined)
    return searchParts(desk, rule, 'right', right[0]!, parts)
  }
  return searchMany(desk, rule, { left, right })
}

/** What still names each other and does not add up, after everything else was tried: SPLIT_INCOMPLETE. */
export function reportIncomplete(desk: Desk): void {
  if (!desk.policy.splits.some(({ reference }) => reference === 'required')) return
  for (const group of groupsInOneCurrency(desk)) {
    const remainderMinor = remainderOf(desk, group)
    const { currency } = desk.scorer.left[group.left[0]!]!.row
    if (remainderMinor !== 0n) desk.reportIncomplete(group, { references: group.references, remainderMinor, currency })
  }
}

function groupsInOneCurrency(desk: Desk): ReferenceGroup[] {
  return groupsByReference(desk).flatMap((group) =>
    blocksByCurrency(desk, group).map((rows) => ({ ...rows, references: group.references })),
  )
}

function remainderOf({ scorer }: Desk, { left, right }: Places): bigint {
  const leftSum = sumOf(left.map((place) => scorer.left[place]!.row.amountMinor))
  return leftSum - sumOf(right.map((place) => scorer.right[place]!.row.amountMinor))
}

/** All rows of two solutions, each once, in order. */
export function rowsOf(...solutions: readonly Places[]): Places {
  const together = (side: 'left' | 'right') =>
    [...new Set(solutions.flatMap((solution) => solution[side]))].sort((a, b) => a - b)
  return { left: together('left'), right: together('right') }
}
