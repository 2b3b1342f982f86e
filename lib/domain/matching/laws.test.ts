import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchRows } from './match-rows'
import type { MatchOutcome } from './outcome'
import type { MatchRow } from './row'
import { confidenceOf } from './scoring/factor'
import { bankLine, november, payout, payoutPolicy, surroundings } from './testing/small-rows'

describe('laws', () => {
  const rows = (make: typeof payout) =>
    fc
      .uniqueArray(
        fc.record({
          id: fc.integer({ min: 1, max: 30 }).map((at) => `x${at}`),
          minor: fc.constantFrom(10_00n, 20_00n, 30_00n, 30_00n, 31_00n, 60_00n, -30_00n, 0n),
          day: fc.integer({ min: 2, max: 10 }),
          references: fc.subarray(['trace:1', 'payout:P1', 'order:1'], { maxLength: 1 }),
          keeps: fc.boolean(),
          text: fc.constantFrom('STRIPE', 'STRIPE PAYMENTS', ''),
          block: fc.constantFrom('bank_1', 'bank_1', 'bank_2'),
          currency: fc.constantFrom('usd', 'usd', 'eur'),
        }),
        { selector: ({ id }) => id, maxLength: 9 },
      )
      .map((list) =>
        list.map(({ id, minor, day, keeps, references, ...over }) =>
          make(id, minor, day, { ...over, references: keeps ? references : [] }),
        ),
      )
  const around = {
    ...surroundings,
    rates: [{ from: 'usd', to: 'eur', day: november(1), rate: { numerator: 1n, denominator: 2n } }],
  }
  const anyRun = (left: MatchRow[], right: MatchRow[]) => matchRows(left, right, payoutPolicy, around)
  const matches = (outcome: MatchOutcome) => [...outcome.confirmed, ...outcome.proposed]

  test('the order in which rows arrive decides nothing', () => {
    const dice = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(rows(payout), rows(bankLine), dice, (left, right, numbers) => {
        const mixed = <T>(list: readonly T[]) =>
          list
            .map((item) => ({ item, at: numbers.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item)
        expect(anyRun(mixed(left), mixed(right))).toEqual(anyRun(left, right))
      }),
      { numRuns: 300 },
    )
  })

  test('every row is in exactly one result', () => {
    fc.assert(
      fc.property(rows(payout), rows(bankLine), (left, right) => {
        const { leftAlone, ...outcome } = anyRun(left, right)
        const results = [leftAlone, ...Object.values(outcome).flat()]
        for (const [side, given] of [
          ['left', left],
          ['right', right],
        ] as const) {
          const ids = results.flatMap((result) => result[side])
          expect(ids.toSorted()).toEqual(given.map(({ id }) => id).toSorted())
        }
      }),
      { numRuns: 500 },
    )
  })

  test('the confidence is the sum of the factors, and decides between confirmed and proposed', () => {
    fc.assert(
      fc.property(rows(payout), rows(bankLine), (left, right) => {
        const outcome = anyRun(left, right)
        for (const match of [
          ...matches(outcome),
          ...outcome.ambiguous.flatMap(({ best, second }) => [...best, ...second]),
        ]) {
          expect(match.confidence).toBe(confidenceOf(match.factors))
          expect(match.factors.every(({ points, of }) => points >= 0 && points <= of)).toBe(true)
          expect(match.confidence).toBeGreaterThanOrEqual(60)
        }
        expect(outcome.confirmed.every(({ confidence }) => confidence >= 90)).toBe(true)
        expect(outcome.proposed.every(({ confidence }) => confidence < 90)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('sums are equal to the minor unit, in one account and currency; both solutions of an ambiguity differ', () => {
    fc.assert(
      fc.property(rows(payout), rows(bankLine), (left, right) => {
        const outcome = anyRun(left, right)
        const of = (list: readonly MatchRow[], ids: readonly string[]) =>
          ids.map((id) => list.find((row) => row.id === id)!)
        const sum = (list: readonly MatchRow[]) => list.reduce((total, { amountMinor }) => total + amountMinor, 0n)
        for (const match of matches(outcome)) {
          const [mine, theirs] = [of(left, match.left), of(right, match.right)]
          expect(new Set([...mine, ...theirs].map(({ block }) => block)).size).toBe(1)
          if (match.left.length + match.right.length === 2) continue
          expect(sum(mine)).toBe(sum(theirs))
          expect(new Set([...mine, ...theirs].map(({ currency }) => currency)).size).toBe(1)
        }
        for (const { best, second } of outcome.ambiguous) expect(second).not.toEqual(best)
        for (const open of outcome.incomplete) {
          expect(open.remainderMinor).toBe(sum(of(left, open.left)) - sum(of(right, open.right)))
          expect(open.remainderMinor).not.toBe(0n)
        }
      }),
      { numRuns: 300 },
    )
  })
})
