import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agrees, type PeriodSums, verdictOf } from './verdict'

const clean = { rows: 3, equal: 3, missingHere: 0, missingThere: 0, differing: 0, repeated: 0 }
const sums: PeriodSums = {
  ...{ openingMinor: 100n, netMinor: 50n, closingMinor: 150n },
  ...{ theirOpeningMinor: 100n, theirNetMinor: 50n, theirClosingMinor: 150n },
}

test('rows and sums that are the same on both sides are equal', () => {
  expect(verdictOf(clean, [sums])).toBe('equal')
  expect(verdictOf(clean, [{ ...sums, theirOpeningMinor: null, theirClosingMinor: null }])).toBe('equal')
})

test.each([
  ['a row that is missing here', { equal: 2, missingHere: 1 }],
  ['a row that is missing there', { missingThere: 1 }],
  ['a row that differs', { equal: 2, differing: 1 }],
  ['a row that stands there twice', { repeated: 1 }],
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
