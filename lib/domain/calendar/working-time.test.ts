import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../base/calendar-day'
import { checkCalendar, clockOf, isZone, minuteOf, usualCalendar, type WorkCalendar } from './work-calendar'
import { addWorkingTime, nextMorning, workingTimeBetween } from './working-time'

const hours = (count: number) => count * 3_600_000
const berlin: WorkCalendar = { ...usualCalendar('Europe/Berlin'), holidays: [calendarDay('2026-12-25')] }
const added = (from: string, count: number, calendar = berlin) =>
  addWorkingTime(calendar, new Date(from), hours(count)).toISOString()

test.each([
  ['within a day', '2026-11-03T09:00:00Z', 3, '2026-11-03T12:00:00.000Z'],
  ['to the very end of a day', '2026-11-03T08:00:00Z', 8, '2026-11-03T16:00:00.000Z'],
  ['over a night', '2026-11-03T15:00:00Z', 2, '2026-11-04T09:00:00.000Z'],
  ['over a weekend', '2026-11-06T15:00:00Z', 2, '2026-11-09T09:00:00.000Z'],
  ['from a Sunday', '2026-11-08T11:00:00Z', 8, '2026-11-09T16:00:00.000Z'],
  ['over a holiday and a weekend', '2026-12-24T15:30:00Z', 1, '2026-12-28T08:30:00.000Z'],
  ['from before work', '2026-11-03T01:00:00Z', 0, '2026-11-03T08:00:00.000Z'],
  ['out of summer time', '2026-10-23T14:00:00Z', 2, '2026-10-26T09:00:00.000Z'],
  ['into summer time', '2026-03-27T15:00:00Z', 2, '2026-03-30T08:00:00.000Z'],
])('%s', (_, from, count, at) => expect(added(from, count)).toBe(at))

test('a house that works through the night on which clocks go back works an hour longer', () => {
  const always: WorkCalendar = { ...berlin, weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 }
  const [from, to] = [new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T23:00:00Z')]
  expect(workingTimeBetween(always, from, to)).toBe(hours(25))
  expect(added('2026-10-24T22:00:00Z', 25, always)).toBe('2026-10-25T23:00:00.000Z')
})

test('the next morning is one of a working day, and of the wanted one', () => {
  expect(nextMorning(berlin, new Date('2026-11-06T07:00:00Z')).toISOString()).toBe('2026-11-09T08:00:00.000Z')
  const isMonday = (ordinal: number) => (ordinal + 3) % 7 === 0
  expect(nextMorning(berlin, new Date('2026-11-03T07:00:00Z'), isMonday).toISOString()).toBe('2026-11-09T08:00:00.000Z')
})

describe('for any calendar and instant', () => {
  const anyCalendar = fc
    .record({
      zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      fromMinute: fc.integer({ min: 0, max: 1_000 }),
      length: fc.integer({ min: 180, max: 440 }),
      holidays: fc.array(fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`)),
    })
    .map(({ length, ...rest }) => checkCalendar({ ...rest, toMinute: rest.fromMinute + length }))
    .filter((made) => made.ok)
    .map((made) => (made.ok ? made.value : usualCalendar('UTC')))
  const anyInstant = fc.date({ min: new Date('2026-02-20'), max: new Date('2026-11-10'), noInvalidDate: true })
  const anyTime = fc.integer({ min: 1, max: hours(60) })

  test('what is added lies between, to the millisecond', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyTime, (calendar, from, time) => {
        const at = addWorkingTime(calendar, from, time)
        expect(workingTimeBetween(calendar, from, at)).toBe(time)
        expect(workingTimeBetween(calendar, from, new Date(at.getTime() - 1))).toBe(time - 1)
      }),
    )
  })

  test('adding twice is adding the sum; more is never earlier', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyTime, anyTime, (calendar, from, one, two) => {
        const once = addWorkingTime(calendar, from, one)
        expect(addWorkingTime(calendar, once, two)).toEqual(addWorkingTime(calendar, from, one + two))
        expect(addWorkingTime(calendar, from, one + two) >= once).toBe(true)
      }),
    )
  })
})

describe('a calendar as somebody wrote it', () => {
  const given = {
    zone: 'Europe/Berlin',
    weekdays: [5, 1, 1],
    fromMinute: 540,
    toMinute: 1020,
    holidays: [] as string[],
  }
  test('is kept in one way', () => {
    const holidays = ['2026-12-26', '2026-12-25', '2026-12-25']
    expect(checkCalendar({ ...given, holidays })).toMatchObject({
      value: { weekdays: [1, 5], holidays: ['2026-12-25', '2026-12-26'] },
    })
  })
  test.each([
    [{ zone: 'Mars/Olympus' }, 'unknown_zone'],
    [{ zone: '+02:00' }, 'unknown_zone'],
    [{ zone: '' }, 'unknown_zone'],
    [{ weekdays: [0, 8] }, 'no_weekday'],
    [{ toMinute: 540 }, 'bad_hours'],
    [{ toMinute: 1441 }, 'bad_hours'],
    [{ fromMinute: 0.5 }, 'bad_hours'],
    [{ holidays: ['2026-02-30'] }, 'bad_holiday'],
    [
      { holidays: Array.from({ length: 501 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10)) },
      'too_many_holidays',
    ],
  ])('%j is refused: %s', (change, reason) =>
    expect(checkCalendar({ ...given, ...change })).toEqual({ ok: false, reason }),
  )
  test('clocks and zones are read strictly', () => {
    expect([minuteOf('09:30'), minuteOf('24:00'), minuteOf('24:01'), minuteOf('9:30'), minuteOf('09:60')]).toEqual([
      570,
      1440,
      null,
      null,
      null,
    ])
    expect(clockOf(570)).toBe('09:30')
    expect(isZone('UTC') && isZone('America/Argentina/Buenos_Aires')).toBe(true)
  })
})
