import { expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import type { DatedRate } from '../rates/dated-rate'
import { intoCurrency } from './into-currency'
import { type DailyMetric, nothing } from './measures'

const day = (number: number) => calendarDay(`2026-10-${String(number).padStart(2, '0')}`)
const cell = (at: number, currency: string, capturedMinor: bigint): DailyMetric => ({
  ...nothing,
  day: day(at),
  currency,
  chargeType: 'direct',
  capturedMinor,
  payments: 1n,
})
const rate = (from: string, at: number, text: string, more: Partial<DatedRate> = {}): DatedRate => ({
  from,
  to: 'eur',
  day: day(at),
  rate: text,
  source: 'booked',
  ...more,
})

test('each day goes at the rate that is in force on it, yen without decimals, and the last one used is named', () => {
  const rates = [rate('usd', 1, '0.90'), rate('usd', 5, '0.80'), rate('jpy', 5, '0.0061')]
  const { metrics, used } = intoCurrency(
    'eur',
    [cell(4, 'usd', 100_00n), cell(6, 'usd', 100_00n), cell(6, 'jpy', 10_000n), cell(6, 'eur', 5n)],
    [],
    rates,
  )
  expect(metrics.map(({ currency, capturedMinor, payments }) => [currency, capturedMinor, payments])).toEqual([
    ['eur', 90_00n, 1n],
    ['eur', 80_00n, 1n],
    ['eur', 61_00n, 1n],
    ['eur', 5n, 1n],
  ])
  expect(used.map(({ currency, last, missing }) => [currency, last?.rate, missing])).toEqual([
    ['jpy', '0.0061', 0],
    ['usd', '0.80', 0],
  ])
})

test('of two rates of a day the later in the list is the stronger; an old rate is none, and what has none is left out and counted', () => {
  const rates = [
    rate('usd', 1, '0.90'),
    rate('usd', 1, '0.91', { source: 'central_bank' }),
    rate('usd', 2, '9', { to: 'gbp' }),
  ]
  const cost = { day: day(20), ledgerAccount: 'stripe_fees:platform', currency: 'usd', minor: 1n }
  const made = intoCurrency('eur', [cell(3, 'usd', 100n), cell(9, 'usd', 100n)], [cost], rates)
  expect(made.metrics.map(({ capturedMinor }) => capturedMinor)).toEqual([91n])
  expect(made.costs).toEqual([])
  expect(made.used).toMatchObject([{ currency: 'usd', missing: 2 }])
})
