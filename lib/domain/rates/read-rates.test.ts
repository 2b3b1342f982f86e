import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import { readRates } from './read-rates'

const today = calendarDay('2026-11-25')

test('rates are read line by line, with a head or without, however they are parted', () => {
  const text =
    '\uFEFFday;from;to;rate\r\n2026-11-25;EUR;USD;1.0842\r\n\r\n2026-11-24,usd,jpy,"155"\n2026-02-28\tGBP\tEUR\t1.19'
  expect(readRates(text, today)).toEqual({
    errors: [],
    rates: [
      { day: '2026-11-25', from: 'eur', to: 'usd', rate: '1.0842' },
      { day: '2026-11-24', from: 'usd', to: 'jpy', rate: '155' },
      { day: '2026-02-28', from: 'gbp', to: 'eur', rate: '1.19' },
    ],
  })
})

test.each([
  ['2026-11-25, EUR, USD', 'Write day, currency'],
  ['2026-11-25, EUR, USD, 1,0842', 'Write day, currency'],
  ['2026-02-30, EUR, USD, 1.08', 'is no day'],
  ['2026-11-26, EUR, USD, 1.08', 'still ahead'],
  ['2026-11-25, EUR, XXQ, 1.08', 'is no currency'],
  ['2026-11-25, EUR, EUR, 1', 'to itself'],
  ['2026-11-25, EUR, USD, 1e3', 'no decimal'],
  ['2026-11-25, EUR, USD, -1.08', 'no decimal'],
  ['2026-11-25, EUR, USD, 0.000', 'more than nothing'],
  ['=cmd|x, EUR, USD, 1.08', 'is no day'],
])('what cannot be read is said with its line: %s', (line, words) => {
  const { rates, errors } = readRates(`2026-11-25, GBP, EUR, 1.2\n${line}`, today)
  expect(rates).toHaveLength(1)
  expect(errors).toMatchObject([{ line: 2, message: expect.stringContaining(words) }])
})

test('a pair has one rate a day', () => {
  const twice = readRates('2026-11-25, EUR, USD, 1.08\n2026-11-25, eur, usd, 1.09', today)
  expect(twice.errors).toMatchObject([{ line: 2, message: expect.stringContaining('already') }])
})

test('whatever is pasted, nothing throws, and every line is a rate, an error or empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { rates, errors } = readRates(text, today)
      expect(rates.length + errors.length).toBeLessThanOrEqual(text.split('\n').length)
    }),
  )
})
