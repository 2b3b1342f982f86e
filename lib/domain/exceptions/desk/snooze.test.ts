import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarDay, dayInZone } from '../../base/calendar-day'
import { usualCalendar } from '../../calendar/work-calendar'
import { snoozedUntil, snoozes } from './snooze'

const friday = new Date('2026-11-27T15:30:00Z')
const said = (snooze: (typeof snoozes)[number], now = friday, zone = 'Europe/Berlin') =>
  snoozedUntil(snooze, now, usualCalendar(zone)).toISOString()

test('four hours are four hours; mornings are working mornings of the zone', () => {
  expect(said('four_hours')).toBe('2026-11-27T19:30:00.000Z')
  expect(said('tomorrow')).toBe('2026-11-30T08:00:00.000Z')
  expect(said('monday')).toBe('2026-11-30T08:00:00.000Z')
  expect(said('week')).toBe('2026-12-04T08:00:00.000Z')
  expect(said('monday', new Date('2026-11-30T07:00:00Z'))).toBe('2026-12-07T08:00:00.000Z')
})

test('a holiday is no morning, not on a Monday either, and work begins when the house says', () => {
  const calendar = { ...usualCalendar('Europe/Berlin'), fromMinute: 450, holidays: [calendarDay('2026-11-30')] }
  expect(snoozedUntil('monday', friday, calendar).toISOString()).toBe('2026-12-01T06:30:00.000Z')
  expect(snoozedUntil('tomorrow', friday, calendar).toISOString()).toBe('2026-12-01T06:30:00.000Z')
})

test('a zone ahead is in its own day already, and clocks that change keep the morning at nine', () => {
  expect(said('tomorrow', new Date('2026-11-25T20:00:00Z'), 'Asia/Kathmandu')).toBe('2026-11-27T03:15:00.000Z')
  expect(said('monday', new Date('2026-03-27T12:00:00Z'), 'Europe/Berlin')).toBe('2026-03-30T07:00:00.000Z')
})

test('whatever the instant and the zone, it comes back later, within ten days, at nine by the clocks there', () => {
  const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia')
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, zones, fc.constantFrom(...snoozes), (now, zone, snooze) => {
      const until = snoozedUntil(snooze, now, usualCalendar(zone))
      expect(until.getTime()).toBeGreaterThan(now.getTime())
      expect(until.getTime() - now.getTime()).toBeLessThan(10 * 86_400_000)
      if (snooze === 'four_hours') return
      const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(until)
      expect([dayInZone(until, zone), hour]).toEqual([expect.any(String), '09'])
    }),
  )
})
