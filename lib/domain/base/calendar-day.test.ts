import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDay, dayInZone } from './calendar-day'

test.each([
  // Central Europe springs forward on 29 March 2026: the day has 23 hours.
  ['2026-03-28T22:59:59Z', 'Europe/Berlin', '2026-03-28'],
  ['2026-03-28T23:00:00Z', 'Europe/Berlin', '2026-03-29'],
  ['2026-03-29T21:59:59Z', 'Europe/Berlin', '2026-03-29'],
  ['2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30'],
  // New York falls back on 1 November 2026: the day has 25 hours, and 01:30 happens twice.
  ['2026-11-01T04:00:00Z', 'America/New_York', '2026-11-01'],
  ['2026-11-02T04:59:59Z', 'America/New_York', '2026-11-01'],
  ['2026-11-02T05:00:00Z', 'America/New_York', '2026-11-02'],
  ['2026-06-01T18:14:59Z', 'Asia/Kathmandu', '2026-06-01'],
  ['2026-06-01T18:15:00Z', 'Asia/Kathmandu', '2026-06-02'],
  ['2026-06-01T10:00:00Z', 'Pacific/Kiritimati', '2026-06-02'],
])('%s is %3$s in %2$s', (instant, zone, day) => {
  expect(dayInZone(new Date(instant), zone)).toBe(day)
})

test('what is remembered is what would have been computed', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, zones, (instant, timeZone) => {
      dayInZone(new Date(Math.floor(instant.getTime() / 900_000) * 900_000), timeZone)
      expect(dayInZone(instant, timeZone)).toBe(new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant))
    }),
  )
})

test('a day that is none is a bug', () => {
  expect(() => calendarDay('29.03.2026')).toThrow('not a day')
  expect(() => calendarDay('2026-13-01')).toThrow('not a day')
  expect(() => dayInZone(new Date(), 'Europe/Atlantis')).toThrow()
})
