import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDesk } from '../desk'
import { bankLine, november, payout, payoutPolicy, surroundings } from '../testing/small-rows'
import { narrowBlocks } from './narrow-blocks'

const around = {
  ...surroundings,
  rates: [{ from: 'usd', to: 'eur', day: november(1), rate: { numerator: 9n, denominator: 10n } }],
}
const rows = (make: typeof payout, prefix: string) =>
  fc
    .array(
      fc.record({
        minor: fc.oneof(fc.bigInt({ min: -40_00n, max: 40_00n }), fc.bigInt({ min: 2_000_00n, max: 2_040_00n })),
        currency: fc.constantFrom('usd', 'usd', 'eur'),
        block: fc.constantFrom('bank_1', 'bank_1', 'bank_2'),
      }),
      { maxLength: 12 },
    )
    .map((list) => list.map(({ minor, ...over }, at) => make(`${prefix}${at + 10}`, minor, 3, over)))

test('no rule ties rows of two different blocks of one account, and each row is in one block at most', () => {
  fc.assert(
    fc.property(rows(payout, 'p'), rows(bankLine, 'b'), (left, right) => {
      const desk = openDesk(left, right, payoutPolicy, around)
      const blocks = narrowBlocks(desk)
      const ofLeft = new Map(blocks.flatMap((block, at) => block.left.map((place) => [place, at] as const)))
      const ofRight = new Map(blocks.flatMap((block, at) => block.right.map((place) => [place, at] as const)))
      expect(ofLeft.size).toBe(blocks.flatMap((block) => block.left).length)
      expect(ofRight.size).toBe(blocks.flatMap((block) => block.right).length)
      left.forEach((a, i) => {
        right.forEach((b, j) => {
          if (a.block !== b.block || desk.scorer.confidence(i, j) < 0) return
          expect(ofLeft.get(i)).toBeDefined()
          expect(ofLeft.get(i)).toBe(ofRight.get(j))
        })
      })
    }),
    { numRuns: 500 },
  )
})

test('amounts out of each other’s reach are solved apart', () => {
  const left = [payout('p1', 100_00n, 3), payout('p2', 500_00n, 3)]
  const right = [bankLine('b1', 95_00n, 3), bankLine('b2', 500_00n, 3), bankLine('b3', 300_00n, 3)]
  expect(narrowBlocks(openDesk(left, right, payoutPolicy, surroundings))).toEqual([
    { left: [0], right: [0] },
    { left: [1], right: [1] },
  ])
})
