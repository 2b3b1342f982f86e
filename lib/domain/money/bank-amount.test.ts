import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minorFromBankDecimal } from './bank-amount'
import { bankExponents } from './bank-currencies'
import { exponents } from './currencies'
import { decimalFromMinor } from './decimal'

test.each([
  ['1234.50', 'eur', 123_450n],
  ['-0.01', 'usd', -1n],
  ['500', 'jpy', 500n],
  ['500.00', 'jpy', 500n],
  ['1200', 'isk', 120_000n],
  ['90000', 'ugx', 9_000_000n],
  ['1.250', 'kwd', 1250n],
  ['12.00', 'mga', 12n],
])('%s %s of a bank is %s of Stripe’s units', (text, currency, minor) =>
  expect(minorFromBankDecimal(text, currency)).toEqual({ ok: true, value: minor }),
)

test.each([
  ['12.505', 'eur', 'too_many_decimals'],
  ['12.50', 'isk', 'too_many_decimals'],
  ['0.5', 'jpy', 'too_many_decimals'],
  ['12.50', 'mga', 'too_many_decimals'],
  ['1.00', 'xau', 'unknown_currency'],
  ['1.000', 'iqd', 'unknown_currency'],
  ['1,00', 'eur', 'malformed'],
])('%s %s is refused: %s', (text, currency, reason) =>
  expect(minorFromBankDecimal(text, currency)).toEqual({ ok: false, reason }),
)

test('what Stripe’s unit says in a bank’s decimals is read back to the same minor units, in every currency', () => {
  const both = [...exponents.keys()].filter((code) => bankExponents.has(code))
  fc.assert(
    fc.property(fc.constantFrom(...both), fc.bigInt(-(10n ** 15n), 10n ** 15n), (currency, minor) => {
      const text = decimalFromMinor(minor, currency)
      const read = text.ok ? minorFromBankDecimal(text.value, currency) : text
      return read.ok ? read.value === minor : read.reason === 'too_many_decimals'
    }),
  )
})

test('every currency of Stripe has its decimals at a bank', () => {
  expect([...exponents.keys()].filter((code) => !bankExponents.has(code))).toEqual([])
})
