import { magnitude } from '../../money/money'
import { blocksByCurrency } from '../assignment/narrow-blocks'
import type { Desk, Places, Solution } from '../desk'
import { openGroups } from '../groups'
import type { SplitRule } from '../policy'
import { rowsOf } from './reference-splits'
import { type SplitSearch, searchMany, searchParts } from './search-split'
import { admittedDate, sumOf } from './weigh-split'

type SideName = 'left' | 'right'

/**
 * Sums among rows that nothing else ties. All of them are found before any is taken: two that want the same row are
 * ambiguous, whichever comes first. Parts move money the way the whole does, and each is smaller than it.
 */
export function splitBySums(desk: Desk): void {
  for (const rule of desk.policy.splits) {
    if (rule.reference === 'required') continue
    for (const block of blocksByCurrency(desk, desk.free())) {
      const found = [...oneAgainstMany(desk, rule, block, 'left'), ...oneAgainstMany(desk, rule, block, 'right')]
      settle(
        desk,
        found.flatMap(({ solutions }) => solutions),
      )
      refuseFree(desk, found)
    }
    if (rule.isMany) for (const block of blocksByCurrency(desk, desk.free())) manyAgainstMany(desk, rule, block)
  }
}

type Found = SplitSearch & { readonly one: Places }

function oneAgainstMany(desk: Desk, rule: SplitRule, block: Places, side: SideName): Found[] {
  const others = block[side === 'left' ? 'right' : 'left']
  return block[side].map((one) => ({
    one: side === 'left' ? { left: [one], right: [] } : { left: [], right: [one] },
    ...searchParts(desk, rule, side, one, partsOf(desk, rule, side, one, others)),
  }))
}

/** A row about which too much would have to be asked may yet have been a part of another: only then is it settled. */
function refuseFree(desk: Desk, found: readonly Found[]): void {
  const free = desk.free()
  for (const { one, refusal } of found) {
    const isFree =
      one.left.every((place) => free.left.includes(place)) && one.right.every((place) => free.right.includes(place))
    if (refusal && isFree) desk.refuse(one, refusal)
  }
}

/** Rows that may be parts; none if all of them together are less than the whole. */
function partsOf(desk: Desk, rule: SplitRule, side: SideName, one: number, others: readonly number[]): number[] {
  const rows = desk.scorer[side === 'left' ? 'right' : 'left']
  const whole = desk.scorer[side][one]!.row.amountMinor
  const isPart = (place: number) => {
    const amount = rows[place]!.row.amountMinor
    if (amount > 0n !== whole > 0n || amount === 0n || magnitude(amount) >= magnitude(whole)) return false
    const [i, j] = side === 'left' ? [one, place] : [place, one]
    return admittedDate(desk, rule, i, j) !== undefined
  }
  const parts = others.filter(isPart)
  const together = sumOf(parts.map((place) => magnitude(rows[place]!.row.amountMinor)))
  return together < magnitude(whole) ? [] : parts
}

/** Solutions that share a row with no other stand; the others are shown against each other. */
function settle(desk: Desk, solutions: readonly Solution[]): void {
  const { scorer } = desk
  const groups = openGroups(scorer.left.length + scorer.right.length)
  const placesOf = (solution: Solution) => [
    ...solution.left,
    ...solution.right.map((place) => scorer.left.length + place),
  ]
  for (const solution of solutions) {
    const [first = 0, ...rest] = placesOf(solution)
    for (const place of rest) groups.join(first, place)
  }
  for (const rivals of Map.groupBy(solutions, (solution) => groups.rootOf(placesOf(solution)[0]!)).values()) {
    const [best, second] = rivals.toSorted((a, b) => b.confidence - a.confidence)
    if (best && second) desk.abstain(rowsOf(...rivals), [best], [second], best.confidence - second.confidence)
    else if (best) desk.tie(best)
  }
}

function manyAgainstMany(desk: Desk, rule: SplitRule, block: Places): void {
  let rest = block
  while (rest.left.length > 1 && rest.right.length > 1) {
    const { solutions, refusal } = searchMany(desk, rule, rest)
    const [first, second] = solutions
    if (refusal) desk.refuse(rest, refusal)
    if (!first) return
    const rows = second ? rowsOf(first, second) : first
    if (second) desk.abstain(rows, [first], [second], Math.max(0, first.confidence - second.confidence))
    else desk.tie(first)
    rest = {
      left: rest.left.filter((place) => !rows.left.includes(place)),
      right: rest.right.filter((place) => !rows.right.includes(place)),
    }
  }
}
