import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatchRow } from '../row'
import { bankLine, november, payout, payoutPolicy, surroundings } from '../testing/small-rows'
import { amountPoints, expectedAmount, rateBook, smallAmountPoints, smallExpected } from './amounts'
import { confidenceOf, sayFactor } from './factor'
import { openScorer, type Surroundings } from './score-pairs'

const euroInDollars = [
  { from: 'usd', to: 'eur', day: november(1), rate: { numerator: 9n, denominator: 10n } },
  { from: 'usd', to: 'jpy', day: november(1), rate: { numerator: 150n, denominator: 1n } },
  { from: 'usd', to: 'eur', day: november(4), rate: { numerator: 8n, denominator: 10n } },
]
function scoreOf(left: MatchRow, right: MatchRow, around: Surroundings = surroundings) {
  return openScorer(payoutPolicy, [left], [right], around).explain(0, 0)
}

describe('what a pair is worth', () => {
  const trace = { references: ['trace:1'] }
  test.each([
    [
      'a trace id and the amount',
      payout('p', 100_00n, 2, trace),
      bankLine('b', 100_00n, 3, trace),
      'reference_and_amount',
      100,
    ],
    [
      'a trace id, late',
      payout('p', 100_00n, 2, trace),
      bankLine('b', 100_00n, 16, { ...trace, text: '' }),
      'reference_and_amount',
      90,
    ],
    [
      'a trace id, less a fee',
      payout('p', 100_00n, 2, trace),
      bankLine('b', 95_00n, 3, trace),
      'reference_and_bank_fee',
      84,
    ],
    ['amount, next day, descriptor', payout('p', 100_00n, 2), bankLine('b', 100_00n, 3), 'amount_and_date', 100],
    ['amount and next day', payout('p', 100_00n, 2), bankLine('b', 100_00n, 3, { text: 'X1' }), 'amount_and_date', 80],
    ['amount on the last day', payout('p', 100_00n, 2), bankLine('b', 100_00n, 9), 'amount_and_date', 80],
    ['less a bank’s fee', payout('p', 100_00n, 2), bankLine('b', 90_00n, 3), 'amount_and_bank_fee', 71],
  ])('%s', (_, left, right, rule, confidence) => {
    const score = scoreOf(left, right)
    expect([score?.rule.code, score?.confidence]).toEqual([rule, confidence])
  })

  test.each([
    ['a day too late', payout('p', 100_00n, 2), bankLine('b', 100_00n, 10)],
    ['two days before the payout', payout('p', 100_00n, 6), bankLine('b', 100_00n, 4)],
    ['a cent more, which no bank adds', payout('p', 100_00n, 2), bankLine('b', 100_01n, 3)],
    ['a cent beyond the tolerance', payout('p', 100_00n, 2), bankLine('b', 89_99n, 3)],
    ['less a fee, from somebody else', payout('p', 100_00n, 2), bankLine('b', 90_00n, 3, { text: 'RENT' })],
    ['the other direction', payout('p', 10_00n, 2), bankLine('b', -10_00n, 3)],
    ['a small amount against the other direction', payout('p', 10n, 2), bankLine('b', -10n, 3)],
    ['another currency without a rate', payout('p', 100_00n, 2), bankLine('b', 100_00n, 3, { currency: 'eur' })],
    ['two different trace ids', payout('p', 100_00n, 2, trace), bankLine('b', 100_00n, 3, { references: ['trace:2'] })],
  ])('nothing: %s', (_, left, right) => {
    expect(scoreOf(left, right)).toBeUndefined()
  })

  test('two different order numbers do not speak against a payout, since an order is none', () => {
    const left = payout('p', 100_00n, 2, { references: ['order:1'] })
    expect(scoreOf(left, bankLine('b', 100_00n, 3, { references: ['order:2'] }))?.confidence).toBe(100)
  })

  test('another currency is matched at the rate of the payout’s day, within the bound, exponents minded', () => {
    const around = { ...surroundings, rates: euroInDollars }
    const line = (minor: bigint, currency: string) => bankLine('b', minor, 5, { currency })
    expect(scoreOf(payout('p', 100_00n, 3), line(90_00n, 'eur'), around)?.confidence).toBe(35 + 19 + 30)
    expect(scoreOf(payout('p', 100_00n, 4), line(80_00n, 'eur'), around)?.confidence).toBe(35 + 24 + 30)
    expect(scoreOf(payout('p', 100_00n, 3), line(92_25n, 'eur'), around)?.rule.code).toBe('converted')
    expect(scoreOf(payout('p', 100_00n, 3), line(92_26n, 'eur'), around)).toBeUndefined()
    expect(scoreOf(payout('p', 100_00n, 3), line(15_000n, 'jpy'), around)?.confidence).toBe(35 + 19 + 30)
    expect(scoreOf(payout('p', 100_00n, 3, { currency: 'eur' }), line(111_11n, 'usd'), around)).toBeUndefined()
  })

  test('the confidence is the sum of its factors, and the quick answer is the explained one', () => {
    const any = (make: typeof payout) =>
      fc
        .record({
          minor: fc.oneof(fc.bigInt({ min: -60_00n, max: 60_00n }), fc.constant(50_00n)),
          day: fc.integer({ min: 1, max: 20 }),
          references: fc.subarray(['trace:1', 'trace:2', 'order:1']),
          text: fc.constantFrom('STRIPE', 'STRIPE PAYMENTS', 'RENT', ''),
          currency: fc.constantFrom('usd', 'usd', 'eur', 'jpy'),
        })
        .map(({ minor, day, ...over }) => make('x', minor, day, over))
    fc.assert(
      fc.property(any(payout), any(bankLine), (left, right) => {
        const scorer = openScorer(payoutPolicy, [left], [right], { ...surroundings, rates: euroInDollars })
        const score = scorer.explain(0, 0)
        expect(scorer.confidence(0, 0)).toBe(score?.confidence ?? -1)
        if (!score) return
        expect(score.confidence).toBe(confidenceOf(score.factors))
        for (const { points, of } of score.factors)
          expect(points >= 0 && points <= of && Number.isInteger(points)).toBe(true)
        expect(score.confidence).toBeLessThanOrEqual(100)
      }),
    )
  })

  test('every factor says itself', () => {
    const score = scoreOf(payout('p', 100_00n, 2, trace), bankLine('b', 95_00n, 5, trace))
    const say = (minor: bigint, currency: string) => `${currency.toUpperCase()} ${minor}`
    expect(score?.factors.map((factor) => sayFactor(factor, say))).toEqual([
      'Both carry trace:1 (60 of 60).',
      'The right side has USD 500 less than USD 10000, and USD 1000 are allowed (15 of 20).',
      'It came 3 business days later, and 10 are allowed (5 of 5).',
      'The descriptors are alike by 1000 of 1000 (4 of 4).',
    ])
  })
})

describe('tolerances', () => {
  const rule = { kind: 'tolerance', absoluteMinor: 1_00n, basisPoints: 100, direction: 'either' } as const
  const left = (amountMinor: bigint) => ({ amountMinor, currency: 'usd', day: november(2) })
  test.each([
    ['the absolute one for small amounts', 50_00n, 1_00n],
    ['the share for large ones', 500_00n, 5_00n],
    ['the share of what goes the other way', -500_00n, 5_00n],
    ['a share is rounded down', 199_99n, 1_99n],
  ])('%s', (_, minor, boundMinor) => {
    expect(expectedAmount(rule, left(minor), 'usd', rateBook([]))?.boundMinor).toBe(boundMinor)
  })

  test('in doubles it is the same to the point, and what is too large for them is left to whole numbers', () => {
    const minor = fc.oneof(fc.bigInt({ min: -300n, max: 300n }), fc.bigInt({ min: -(2n ** 42n), max: 2n ** 42n }))
    const rules = fc.record({
      kind: fc.constant('tolerance' as const),
      absoluteMinor: fc.bigInt({ min: 0n, max: 200n }),
      basisPoints: fc.integer({ min: 0, max: 5000 }),
      direction: fc.constantFrom('either' as const, 'less' as const, 'more' as const),
    })
    fc.assert(
      fc.property(rules, minor, fc.bigInt({ min: -250n, max: 250n }), fc.nat(100), (any, amount, off, points) => {
        const expected = expectedAmount(any, left(amount), 'usd', rateBook([]))!
        const scaled = amount + (off * (expected.boundMinor + 1n)) / 200n
        for (const right of [amount + off, scaled, amount]) {
          const small = smallExpected(expected)
          const exact = amountPoints(expected, right, points) ?? -1
          if (small) expect(smallAmountPoints(small, Number(right), points)).toBe(exact)
          else
            expect(
              [amount, expected.lowMinor, expected.highMinor].some((one) => one > 2n ** 40n || one < -(2n ** 40n)),
            ).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('nearer is never worth less, exact is worth all, the bound half', () => {
    const expected = { currency: 'usd', minor: 100_00n, boundMinor: 10_00n, lowMinor: 90_00n, highMinor: 110_00n }
    const points = Array.from({ length: 1002 }, (_, apart) => amountPoints(expected, 100_00n + BigInt(apart), 41))
    expect([points[0], points[1], points[1000], points[1001]]).toEqual([41, 40, 20, undefined])
    for (let at = 1; at <= 1000; at++) expect(points[at]!).toBeLessThanOrEqual(points[at - 1]!)
  })
})
