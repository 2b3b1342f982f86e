import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CURRENCIES, share } from './currency'
import { platformSettlement, ratePerMillion, settle } from './exchange'

const code = fc.constantFrom(...Object.keys(CURRENCIES))
const at = fc.integer({ min: 1_788_220_800, max: 1_800_000_000 })

test('half a unit is rounded away from zero, on both sides', () => {
  expect(share(1005, 1000, 10_000)).toBe(101)
  expect(share(-1005, 1000, 10_000)).toBe(-101)
  expect(share(1004, 1000, 10_000)).toBe(100)
  expect(share(999_999_999_999, 999_999, 1_000_000)).toBe(999_998_999_999)
})

test('money that stays in its currency is not converted', () => {
  expect(settle(1, 1234, 'eur', 'eur', 1_788_220_800)).toEqual({ amount: 1234, currency: 'eur', exchangeRate: null })
})

test('a converted amount is within half a grain of amount × rate, and on the grain', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), code, code, at, (amount, from, to, when) => {
      const settled = settle(1, amount, from, to, when)
      const { grain } = CURRENCIES[to]!
      expect(Math.abs(settled.amount % (from === to ? 1 : grain))).toBe(0)
      const exact = amount * (settled.exchangeRate ?? 1)
      expect(Math.abs(exact - settled.amount)).toBeLessThanOrEqual(grain / 2 + 1e-3)
    }),
  )
})

test('rates move from day to day, hold for a day, and differ by less than two percent from parity', () => {
  const day = 1_788_220_800
  const rates = Array.from({ length: 30 }, (_, n) => ratePerMillion(1, 'usd', 'eur', day + n * 86_400))
  expect(new Set(rates).size).toBeGreaterThan(20)
  expect(ratePerMillion(1, 'usd', 'eur', day)).toBe(ratePerMillion(1, 'usd', 'eur', day + 86_399))
  for (const rate of rates) expect(Math.abs(rate / (1_000_000 / 1.08) - 1)).toBeLessThan(0.02)
})

test('the platform holds euros, dollars and pounds, and converts the rest to euros', () => {
  expect(['eur', 'usd', 'gbp', 'jpy', 'kwd'].map(platformSettlement)).toEqual(['eur', 'usd', 'gbp', 'eur', 'eur'])
})
