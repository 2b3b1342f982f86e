import { expect, test } from 'vitest'
import { dayIn, formatDay, formatExact, formatInstant, formatSpan, midnightAfter } from './instants'

const lateEvening = new Date('2026-11-23T23:30:07Z')

test('the same instant falls on different days in different reporting zones', () => {
  expect(dayIn(lateEvening, 'Europe/Berlin')).toBe('2026-11-24')
  expect(dayIn(lateEvening, 'America/New_York')).toBe('2026-11-23')
})

test('midnight is 00:30, never 24:30', () => {
  expect(formatInstant(lateEvening, 'Europe/Berlin')).toBe('24 Nov 00:30')
  expect(formatExact(lateEvening, 'Europe/Berlin')).toBe('24 Nov 2026 00:30:07')
})

test('a calendar day is written without a zone shifting it', () => {
  expect(formatDay('2026-03-01')).toBe('1 Mar')
})

test.each([
  [8_000, '8 s'],
  [61_000, '1 min'],
  [22 * 3_600_000, '22 h'],
  [76 * 3_600_000, '3 d 4 h'],
  [72 * 3_600_000, '3 d'],
  [30.5 * 86_400_000, '30 d'],
  [-5, '0 s'],
])('%i ms is %s', (ms, text) => {
  expect(formatSpan(ms)).toBe(text)
})

test('today ends at midnight of the reporting zone, on the night of a clock change too', () => {
  expect(midnightAfter(new Date('2026-11-23T12:00:00Z'), 'Europe/Berlin').toISOString()).toBe(
    '2026-11-23T23:00:00.000Z',
  )
  expect(midnightAfter(new Date('2026-10-24T23:30:00Z'), 'Europe/Berlin').toISOString()).toBe(
    '2026-10-25T23:00:00.000Z',
  )
  expect(midnightAfter(new Date('2026-11-23T20:00:00Z'), 'Asia/Kathmandu').toISOString()).toBe(
    '2026-11-24T18:15:00.000Z',
  )
})
