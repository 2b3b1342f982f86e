import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateFromDecimal } from '../money/rate'
import { shiftDecimal } from './shift-decimal'

test.each([
  ['1.605969', 2, '160.5969'],
  ['3.335406', -1, '0.3335406'],
  ['0.006733', 0, '0.006733'],
  ['0.62', -2, '0.0062'],
  ['12', 3, '12000'],
  ['120', -1, '12'],
])('%s by %i is %s', (text, places, expected) => {
  expect(shiftDecimal(text, places)).toBe(expected)
})

test('what is shifted is worth ten to the places as much', () => {
  const decimals = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.stringMatching(/^\d{1,8}$/))
  fc.assert(
    fc.property(decimals, fc.integer({ min: -5, max: 5 }), ([whole, fraction], places) => {
      const [before, after] = [`${whole}.${fraction}`, shiftDecimal(`${whole}.${fraction}`, places)].map(
        rateFromDecimal,
      )
      if (!before?.ok || !after?.ok) throw new Error('no decimal')
      const [a, b] = [before.value, after.value]
      const [up, down] = places >= 0 ? [10n ** BigInt(places), 1n] : [1n, 10n ** BigInt(-places)]
      expect(a.numerator * up * b.denominator).toBe(b.numerator * a.denominator * down)
    }),
  )
})
