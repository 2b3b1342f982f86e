import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agrees, type PeriodSums, verdictOf } from './verdict'

const clean = { rows: 3n, equal: 3n, missingHere: 0n, missingThere: 0n, differing: 0n, repeated: 0n }
const sums: PeriodSums = {
  ...{ openingMinor: 100n, netMinor: 50n, closingMinor: 150n },
  ...{ theirOpeningMinor: 100n, theirNetMinor: 50n, theirClosingMinor: 150n },
}

test('rows and sums that are the same on both sides are equal', () => {
  expect(verdictOf(clean, [sums])).toBe('equal')
  expect(verdictOf(clean, [{ ...sums, theirOpeningMinor: null, theirClosingMinor: null }])).toBe('equal')
})

test.each([
  ['a row that is missing here', { equal: 2n, missingHere: 1n }],
  ['a row that is missing there', { missingThere: 1n }],
  ['a row that differs', { equal: 2n, differing: 1n }],
  ['a row that stands there twice', { repeated: 1n }],
])('%s is no equal export', (_, change) => {
  expect(verdictOf({ ...clean, ...change }, [sums])).toBe('differs')
})

test('one cent in any sum that Stripe says is enough', () => {
  const field = fc.constantFrom('theirOpeningMinor', 'theirNetMinor', 'theirClosingMinor')
  fc.assert(
    fc.property(field, fc.bigInt({ min: -5n, max: 5n }), (name, off) => {
      const changed = { ...sums, [name]: (sums[name as keyof PeriodSums] ?? 0n) + off }
      expect(agrees(changed)).toBe(off === 0n)
      expect(verdictOf(clean, [sums, changed])).toBe(off === 0n ? 'equal' : 'differs')
    }),
  )
})
