import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponents } from './currencies'
import { decimalFromMinor, formatMinor, minorFromDecimal } from './decimal'

const codes = fc.constantFrom(...exponents.keys())
const amounts = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n })

test.each([
  ['1234.50', 'eur', 123450n],
  ['-0.01', 'usd', -1n],
  ['500', 'jpy', 500n],
  ['500.00', 'jpy', 500n],
  ['5', 'isk', 500n],
  ['5.12', 'kwd', 5120n],
  ['0.005', 'tnd', 5n],
  ['9007199254740993.01', 'usd', 900719925474099301n],
])('%s %s is %s minor units', (text, currency, minor) => {
  expect(minorFromDecimal(text, currency)).toEqual({ ok: true, value: minor })
})

test.each([
  ['12.345', 'eur', 'too_many_decimals'],
  ['0.5', 'jpy', 'too_many_decimals'],
  ['1,234.50', 'eur', 'malformed'],
  ['€5', 'eur', 'malformed'],
  ['1e3', 'eur', 'malformed'],
  ['', 'eur', 'malformed'],
  ['+5', 'eur', 'malformed'],
  ['5.', 'eur', 'malformed'],
  ['٥', 'eur', 'malformed'],
  ['99999999999999999999', 'eur', 'too_large'],
  ['5', 'xyz', 'unknown_currency'],
])('%s %s is refused: %s', (text, currency, reason) => {
  expect(minorFromDecimal(text, currency)).toEqual({ ok: false, reason })
})

test('an amount that is written and read again is the same amount, in every currency', () => {
  fc.assert(
    fc.property(amounts, codes, (minor, currency) => {
      const text = decimalFromMinor(minor, currency)
      expect(text.ok && minorFromDecimal(text.value, currency)).toEqual({ ok: true, value: minor })
    }),
  )
})

test('digits are exact beyond what a float holds', () => {
  expect(formatMinor(-900719925474099301n, 'usd')).toEqual({
    ok: true,
    value: { sign: '-', whole: '9007199254740993', fraction: '01' },
  })
  expect(formatMinor(7n, 'kwd')).toEqual({ ok: true, value: { sign: '', whole: '0', fraction: '007' } })
  expect(formatMinor(7n, 'jpy')).toEqual({ ok: true, value: { sign: '', whole: '7', fraction: '' } })
  expect(formatMinor(7n, 'xyz')).toEqual({ ok: false, reason: 'unknown_currency' })
})
