import { describe, expect, test } from 'vitest'
import { compareRuns, sayComparison } from './compare-runs'
import { matchRows } from './match-rows'
import type { PairPolicy } from './policy'
import { bankLine, payout, payoutPolicy, surroundings } from './testing/small-rows'

const left = [payout('p1', 1_000_00n, 2), payout('p2', 990_00n, 2), payout('p3', 50_00n, 2)]
const right = [bankLine('b1', 984_00n, 3), bankLine('b2', 50_00n, 3, { text: '' })]
const run = (policy: PairPolicy) => matchRows(left, right, policy, surroundings)
const exactOnly = { ...payoutPolicy, rules: payoutPolicy.rules.filter(({ code }) => code === 'amount_and_date') }

describe('a policy is tried out on the same rows', () => {
  test('nothing changes against itself', () => {
    const comparison = compareRuns(run(payoutPolicy), run(payoutPolicy))
    expect(comparison).toEqual({ same: 2, firmer: 0, weaker: 0, more: [], differently: [], lost: [] })
    expect(sayComparison(comparison)).toBe('This policy would have matched 0 more, 0 differently, and lost 0.')
  })

  test('what a tolerance adds, and what its absence loses', () => {
    const wider = compareRuns(run(exactOnly), run(payoutPolicy))
    expect(wider.more.map(({ left: ids, right: lines }) => [ids, lines])).toEqual([[['p2'], ['b1']]])
    expect(sayComparison(wider)).toBe('This policy would have matched 1 more, 0 differently, and lost 0.')
    expect(sayComparison(compareRuns(run(payoutPolicy), run(exactOnly)))).toBe(
      'This policy would have matched 0 more, 0 differently, and lost 1.',
    )
  })

  test('a lower threshold confirms what was only proposed', () => {
    const bold = run({ ...payoutPolicy, confirmFrom: 80 })
    expect(sayComparison(compareRuns(run(payoutPolicy), bold))).toBe(
      'This policy would have matched 0 more, 0 differently, confirmed 1 that were only proposed, and lost 0.',
    )
    expect(compareRuns(bold, run(payoutPolicy))).toMatchObject({ same: 2, firmer: 0, weaker: 1 })
  })

  test('the same line in another match is a match that differs, not one more and one lost', () => {
    const before = run(payoutPolicy)
    const [match] = before.proposed.filter(({ left: ids }) => ids[0] === 'p2')
    const after = {
      ...before,
      proposed: before.proposed.map((one) => (one === match ? { ...one, left: ['p1'] } : one)),
    }
    const comparison = compareRuns(before, after)
    expect([comparison.more.length, comparison.differently.length, comparison.lost.length]).toEqual([0, 1, 0])
  })
})
