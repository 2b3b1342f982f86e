import type { Desk, Places, Solution } from '../desk'
import type { Refused } from '../outcome'
import type { SplitRule } from '../policy'
import { findManySum } from './many-sums'
import { findSum, type SumSearch } from './subset-sum'
import { weighSplit } from './weigh-split'

/** One solution, two that exclude each other, none, or more than may be asked. */
export type SplitSearch = {
  readonly solutions: readonly Solution[]
  readonly refusal?: Omit<Refused, 'left' | 'right'>
}

const nothing: SplitSearch = { solutions: [] }

/** One row of a side against parts of the other. */
export function searchParts(
  desk: Desk,
  rule: SplitRule,
  side: 'left' | 'right',
  one: number,
  parts: readonly number[],
): SplitSearch {
  const other = side === 'left' ? 'right' : 'left'
  const amounts = parts.map((place) => desk.scorer[other][place]!.row.amountMinor)
  const total = desk.scorer[side][one]!.row.amountMinor
  const found = findSum(amounts, total, desk.policy.ceilings.splitRows)
  const places = (chosen: readonly number[]): Places => {
    const rows = chosen.map((at) => parts[at]!)
    return side === 'left' ? { left: [one], right: rows } : { left: rows, right: [one] }
  }
  return answer(desk, rule, found, solutionsOf(found).map(places))
}

/** Several rows of either side; solutions that the rule does not admit are passed over. */
export function searchMany(desk: Desk, rule: SplitRule, { left, right }: Places): SplitSearch {
  const { scorer, policy } = desk
  const places = (sum: Places): Places => ({
    left: sum.left.map((at) => left[at]!),
    right: sum.right.map((at) => right[at]!),
  })
  const found = findManySum(
    left.map((place) => scorer.left[place]!.row.amountMinor),
    right.map((place) => scorer.right[place]!.row.amountMinor),
    policy.ceilings.manyRows,
    (sum) => weighSplit(desk, rule, places(sum)) !== undefined,
  )
  if (found.verdict === 'unique') return answer(desk, rule, found, [places(found.sum)])
  if (found.verdict === 'ambiguous') return answer(desk, rule, found, [places(found.sum), places(found.other)])
  return answer(desk, rule, found, [])
}

type Found = { readonly verdict: string; readonly count?: number; readonly ceiling?: number }

function answer(desk: Desk, rule: SplitRule, found: Found, rows: readonly Places[]): SplitSearch {
  if (found.verdict === 'too_many') {
    const { count = 0, ceiling = 0 } = found
    return { solutions: [], refusal: { reason: 'too_many', count, ceiling, advice: tooMany(count, ceiling) } }
  }
  if (found.verdict === 'too_large') {
    return { solutions: [], refusal: { reason: 'too_large', count: 0, ceiling: 0, advice: tooLarge } }
  }
  const solutions = rows.flatMap((places) => weighSplit(desk, rule, places) ?? [])
  // Where one of two solutions is not worth proposing there may be a third: nothing is said.
  return solutions.length === rows.length ? { solutions } : nothing
}

function solutionsOf(found: SumSearch): (readonly number[])[] {
  if (found.verdict === 'unique') return [found.places]
  return found.verdict === 'ambiguous' ? [found.places, found.others] : []
}

function tooMany(count: number, ceiling: number): string {
  return `${count} rows might be parts of one sum, and every sum of at most ${ceiling} is looked at. Narrow the window of days, or tie some of them by hand.`
}

const tooLarge = 'The amounts add up to more than 9,007,199,254,740,991 minor units. Match them in smaller sets.'
