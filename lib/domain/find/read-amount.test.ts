import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalFromMinor } from '../money/decimal'
import { readAmount } from './read-amount'

const said = (words: string, currencies: string[] = []) =>
  readAmount(words, currencies).map(({ minor, currency }) => `${currency} ${minor}`)

test.each([
  ['18,240.15 usd', ['usd 1824015']],
  ['EUR 1.234,56', ['eur 123456']],
  ["CHF 1'234.50", ['chf 123450']],
  ['¥1200', ['jpy 1200']],
  ['$5', ['usd 500']],
  ['−12.30 eur', ['eur 1230']],
  ['1,234 usd', ['usd 123400']],
  ['1.5 jpy', []],
  ['usd 5 eur', []],
  ['12.30 xxq', []],
  ['EX-413', []],
  ['ch_100', []],
  ['1,2,3', []],
  ['', []],
])('%s', (words, expected) => {
  expect(said(words)).toEqual(expected)
})

test('without a currency every one is meant, in its own decimals', () => {
  expect(said('100', ['usd', 'jpy', 'kwd'])).toEqual(['jpy 100', 'kwd 100000', 'usd 10000'])
  expect(said('100.5', ['usd', 'jpy'])).toEqual(['usd 10050'])
})

test('what is written as a decimal is read as the same minor units', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.constantFrom('usd', 'jpy', 'eur'), (minor, currency) => {
      const decimal = decimalFromMinor(minor, currency)
      if (decimal.ok) expect(readAmount(`${decimal.value} ${currency}`, [])).toEqual([{ minor, currency }])
    }),
  )
})
