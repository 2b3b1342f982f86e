import type { Desk, Places, Solution } from '../desk'
import type { SplitRule } from '../policy'
import { confidenceOf, type Factor } from '../scoring/factor'
import { excludeEachOther, sharedReferences, shareReference } from '../scoring/prepare-rows'
import { datePoints, daysBetween } from '../scoring/score-pairs'

/**
 * What a split with equal sums is worth. It is as good as its weakest pair: the date and the text of whichever two rows are the
 * farthest apart. Undefined where the rule does not admit it, or it is not worth proposing.
 */
export function weighSplit(desk: Desk, rule: SplitRule, { left, right }: Places): Solution | undefined {
  const { scorer, policy } = desk
  const isTied =
    left.every((i) => right.some((j) => shares(desk, i, j))) && right.every((j) => left.some((i) => shares(desk, i, j)))
  if (rule.reference === 'required' && !isTied) return undefined
  let [date, days, text] = [rule.points.date + 1, 0, 1000]
  for (const i of left) {
    for (const j of right) {
      const here = admittedDate(desk, rule, i, j)
      if (here === undefined) return undefined
      if (here < date) [date, days] = [here, daysBetween(rule.window, scorer.left[i]!, scorer.right[j]!)]
      text = Math.min(text, scorer.similarityOf(i, j))
    }
  }
  const references = new Set(
    left.flatMap((i) => right.flatMap((j) => sharedReferences(scorer.left[i]!, scorer.right[j]!))),
  )
  const { unit, latest } = rule.window
  const expectedMinor = sumOf(left.map((i) => scorer.left[i]!.row.amountMinor))
  const { currency } = scorer.left[left[0]!]!.row
  const factors: Factor[] = [
    {
      code: 'reference',
      points: isTied ? rule.points.reference : 0,
      of: rule.points.reference,
      facts: { shared: [...references].sort() },
    },
    {
      code: 'amount',
      points: rule.points.amount,
      of: rule.points.amount,
      facts: { by: 'exact', currency, expectedMinor, apartMinor: 0n, boundMinor: 0n },
    },
    { code: 'date', points: date, of: rule.points.date, facts: { days, unit, latest } },
    {
      code: 'text',
      points: Math.floor((rule.points.text * text) / 1000),
      of: rule.points.text,
      facts: { similarity: text },
    },
  ]
  const confidence = confidenceOf(factors)
  return confidence < policy.proposeFrom ? undefined : { left, right, rule: rule.code, confidence, factors }
}

/** The points of the date if the two rows may stand in one split at all. */
export function admittedDate({ scorer }: Desk, rule: SplitRule, i: number, j: number): number | undefined {
  const [a, b] = [scorer.left[i]!, scorer.right[j]!]
  if (excludeEachOther(a, b)) return undefined
  return datePoints(rule.window, daysBetween(rule.window, a, b), rule.points.date)
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

function shares({ scorer }: Desk, i: number, j: number): boolean {
  return shareReference(scorer.left[i]!, scorer.right[j]!)
}
