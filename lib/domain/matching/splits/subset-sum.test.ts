import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findManySum, type ManySum } from './many-sums'
import { findSum } from './subset-sum'

const add = (amounts: readonly bigint[], places: readonly number[]) =>
  places.reduce((sum, place) => sum + amounts[place]!, 0n)
const subsetsOf = (count: number) =>
  Array.from({ length: 2 ** count - 1 }, (_, mask) =>
    Array.from({ length: count }, (_, at) => at).filter((at) => ((mask + 1) >> at) & 1),
  )
const amount = fc.oneof(fc.bigInt({ min: -6n, max: 12n }), fc.bigInt({ min: 1n, max: 5_000n }))

describe('one against many', () => {
  test('the verdict is that of trying everything', () => {
    const cases = fc.record({ amounts: fc.array(amount, { maxLength: 9 }), total: fc.bigInt({ min: -10n, max: 60n }) })
    fc.assert(
      fc.property(cases, fc.boolean(), fc.nat(511), ({ amounts, total: atRandom }, isMeant, mask) => {
        const total = isMeant
          ? add(
              amounts,
              [...amounts.keys()].filter((at) => (mask >> at) & 1),
            )
          : atRandom
        const tried = subsetsOf(amounts.length).filter(
          (places) => places.every((place) => amounts[place] !== 0n) && add(amounts, places) === total,
        )
        const found = findSum(amounts, total, 32)
        expect(found.verdict).toBe(tried.length === 0 ? 'none' : tried.length === 1 ? 'unique' : 'ambiguous')
        if (found.verdict === 'unique') expect(found.places).toEqual(tried[0])
        if (found.verdict !== 'ambiguous') return
        expect(found.others).not.toEqual(found.places)
        for (const places of [found.places, found.others]) expect(tried).toContainEqual(places)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['three of four', [60_00n, 25_00n, 15_00n, 7_00n], 100_00n, { verdict: 'unique', places: [0, 1, 2] }],
    ['a charge less its refund', [120_00n, -20_00n, 3_00n], 100_00n, { verdict: 'unique', places: [0, 1] }],
    ['twins', [50_00n, 50_00n, 1_00n], 51_00n, { verdict: 'ambiguous', places: [0, 2], others: [1, 2] }],
    ['a cent too much', [60_00n, 40_01n], 100_00n, { verdict: 'none' }],
    ['what is zero is never taken', [0n, 5n], 5n, { verdict: 'unique', places: [1] }],
    ['nothing is not the sum of nothing', [], 0n, { verdict: 'none' }],
    ['more than an exact double', [2n ** 53n, 1n], 2n ** 53n + 1n, { verdict: 'too_large' }],
  ] as const)('%s', (_, amounts, total, expected) => {
    expect(findSum(amounts, total, 32)).toEqual(expected)
  })

  test('above the ceiling it says so, with the number', () => {
    const amounts = Array.from({ length: 33 }, (_, at) => BigInt(at + 1))
    expect(findSum(amounts, 10n, 32)).toEqual({ verdict: 'too_many', count: 33, ceiling: 32 })
  })

  test('at the ceiling it still finds the one solution', () => {
    const amounts = Array.from({ length: 32 }, (_, at) => 2n ** BigInt(at))
    const found = findSum(amounts, 2n ** 31n + 2n ** 16n + 5n, 32)
    expect(found).toEqual({ verdict: 'unique', places: [0, 2, 16, 31] })
  })
})

describe('many against many', () => {
  const balances = (left: readonly bigint[], right: readonly bigint[]) =>
    subsetsOf(left.length).flatMap((l) =>
      subsetsOf(right.length)
        .map((r): ManySum => ({ left: l, right: r }))
        .filter(
          (sum) =>
            add(left, l) === add(right, sum.right) &&
            [...l.map((at) => left[at]), ...sum.right.map((at) => right[at])].every((minor) => minor !== 0n),
        ),
    )
  const within = (a: ManySum, b: ManySum) =>
    a.left.every((at) => b.left.includes(at)) && a.right.every((at) => b.right.includes(at))
  const size = ({ left, right }: ManySum) => left.length + right.length

  test('the verdict is that of trying everything', () => {
    const few = fc.array(fc.oneof(fc.bigInt({ min: -3n, max: 9n }), fc.bigInt({ min: 20n, max: 60n })), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(few, few, (left, right) => {
        const all = balances(left, right)
        const whole = all.filter((sum) => !all.some((other) => size(other) < size(sum) && within(other, sum)))
        const found = findManySum(left, right, 20)
        if (found.verdict === 'none') expect(whole).toEqual([])
        if (found.verdict !== 'unique' && found.verdict !== 'ambiguous') return
        expect(whole).toContainEqual(found.sum)
        expect(size(found.sum)).toBe(Math.min(...whole.map(size)))
        const touching = whole.filter(
          (sum) =>
            (sum.left.some((at) => found.sum.left.includes(at)) ||
              sum.right.some((at) => found.sum.right.includes(at))) &&
            !(within(sum, found.sum) && within(found.sum, sum)),
        )
        expect(found.verdict).toBe(touching.length === 0 ? 'unique' : 'ambiguous')
        if (found.verdict === 'ambiguous') expect(touching).toContainEqual(found.other)
      }),
      { numRuns: 400 },
    )
  })

  test.each([
    [
      'two payouts that came as two other lines',
      [70_00n, 30_00n],
      [45_00n, 55_00n],
      { verdict: 'unique', sum: { left: [0, 1], right: [0, 1] } },
    ],
    [
      'what is equal by itself is no part of more',
      [70_00n, 30_00n, 9_00n],
      [45_00n, 55_00n, 9_00n],
      { verdict: 'unique', sum: { left: [2], right: [2] } },
    ],
    ['a cent apart', [70_00n, 30_00n], [45_00n, 55_01n], { verdict: 'none' }],
  ] as const)('%s', (_, left, right, expected) => {
    expect(findManySum(left, right, 20)).toEqual(expected)
  })

  test('above the ceiling of both sides together it says so', () => {
    const eleven = Array.from({ length: 11 }, (_, at) => BigInt(at + 1))
    expect(findManySum(eleven, eleven, 20)).toEqual({ verdict: 'too_many', count: 22, ceiling: 20 })
    expect(findManySum([2n ** 53n], [2n ** 53n], 20)).toEqual({ verdict: 'too_large' })
  })
})
