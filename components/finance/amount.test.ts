import { expect, test } from 'vitest'
import { amountPhrase, amountText } from './amount'

test('points of zero, two and three decimals come from the currency, not from the figure', () => {
  expect(amountPhrase(184200n, 'jpy')).toBe('JPY 184,200')
  expect(amountPhrase(642050n, 'usd')).toBe('USD 6,420.50')
  expect(amountPhrase(212750n, 'kwd')).toBe('KWD 212.750')
})

test('a negative amount has a true minus, a difference also its plus', () => {
  expect(amountText(-4875n, 'usd').sign).toBe('−')
  expect(amountText(3785n, 'usd', true).sign).toBe('+')
  expect(amountText(3785n, 'usd').sign).toBe('')
  expect(amountText(0n, 'usd', true).sign).toBe('')
})

test('digits beyond the precision of a float survive', () => {
  expect(amountPhrase(900719925474099312345n, 'eur')).toBe('EUR 9,007,199,254,740,993,123.45')
})

test('a currency nobody knows is shown in minor units and says so', () => {
  expect(amountPhrase(1234n, 'xxq')).toBe('XXQ 1,234 (minor units)')
})
