import { expect, test } from 'vitest'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { isComparable, lengthOf } from './load-figures'

const today = calendarDay('2026-11-25')
const range = { from: calendarDay('2026-11-18'), to: calendarDay('2026-11-24') }
const before = { from: calendarDay('2026-11-11'), to: calendarDay('2026-11-17') }

test('two weeks are held against each other only when the earlier one was there as a whole', () => {
  expect(isComparable(range, before, calendarDay('2026-11-11'), today)).toBe(true)
  expect(isComparable(range, before, calendarDay('2026-11-16'), today)).toBe(false)
  expect(isComparable(range, before, null, today)).toBe(false)
})

test('a range that ends today is not compared: its last day is not over', () => {
  expect(isComparable({ ...range, to: today }, before, calendarDay('2026-01-01'), today)).toBe(false)
})

test.each([
  ['2026-11-18', 7],
  ['2026-11-24', 1],
  ['2025-11-24', 366],
  [null, 30],
  ['2025-11-23', 30],
  ['2026-11-25', 30],
  ['2026-02-31', 30],
  ['yesterday', 30],
])('a span from %s to 24 November has %i days: what is no span of a year is as long as the range', (from, days) => {
  expect(lengthOf({ from, range: '30' }, range.to)).toBe(days)
})
