import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../base/calendar-day'
import {
  addBusinessDays,
  type BusinessCalendar,
  businessDaysBetween,
  dayOf,
  ordinalOf,
  weekendsOnly,
} from './business-days'

const thanksgiving: BusinessCalendar = { weekend: [6, 7], holidays: [calendarDay('2026-11-26')] }
const gulf: BusinessCalendar = { weekend: [5, 6], holidays: [] }

describe('business days', () => {
  test.each([
    ['from Friday to Monday is one', '2026-11-06', '2026-11-09', weekendsOnly, 1],
    ['from Friday to Saturday is none: the bank is closed', '2026-11-06', '2026-11-07', weekendsOnly, 0],
    ['from Saturday to Monday is one', '2026-11-07', '2026-11-09', weekendsOnly, 1],
    ['a week has five', '2026-11-02', '2026-11-09', weekendsOnly, 5],
    ['before is negative', '2026-11-09', '2026-11-06', weekendsOnly, -1],
    ['a holiday is not counted', '2026-11-25', '2026-11-27', thanksgiving, 1],
    [
      'a holiday on a Saturday takes nothing away',
      '2026-11-02',
      '2026-11-09',
      { weekend: [6, 7], holidays: [calendarDay('2026-11-07')] },
      5,
    ],
    ['where Friday and Saturday are the weekend', '2026-11-05', '2026-11-08', gulf, 1],
    [
      'over the turn of a year',
      '2026-12-31',
      '2027-01-04',
      { weekend: [6, 7], holidays: [calendarDay('2027-01-01')] },
      1,
    ],
    ['before the epoch', '1969-12-26', '1970-01-02', weekendsOnly, 5],
  ] as const)('%s', (_, from, to, calendar, days) => {
    expect(businessDaysBetween(calendarDay(from), calendarDay(to), calendar)).toBe(days)
  })

  test.each([
    ['2026-11-06', 1, '2026-11-09'],
    ['2026-11-06', 0, '2026-11-06'],
    ['2026-11-08', 0, '2026-11-06'],
    ['2026-11-09', -1, '2026-11-06'],
    ['2026-11-02', 20, '2026-11-30'],
  ])('%s and %i business days is %s', (from, days, to) => {
    expect(addBusinessDays(calendarDay(from), days, weekendsOnly)).toBe(to)
  })

  const day = fc.integer({ min: -30_000, max: 60_000 }).map(dayOf)
  const calendars = fc.record({
    weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    holidays: fc.array(fc.integer({ min: 20_000, max: 20_040 }).map(dayOf), { maxLength: 8 }),
  })

  test('counting day by day gives the same', () => {
    const near = fc.integer({ min: 19_990, max: 20_060 })
    fc.assert(
      fc.property(near, near, calendars, (a, b, calendar) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const isOpen = (ordinal: number) =>
          !calendar.weekend.includes(new Date(ordinal * 86_400_000).getUTCDay() || 7) &&
          !calendar.holidays.includes(dayOf(ordinal))
        const counted = Array.from({ length: to - from }, (_, i) => from + i + 1).filter(isOpen).length
        expect(businessDaysBetween(dayOf(from), dayOf(to), calendar)).toBe(counted)
        expect(businessDaysBetween(dayOf(to), dayOf(from), calendar)).toBe(0 - counted)
      }),
    )
  })

  test('what is added is what lies between', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -300, max: 300 }), calendars, (from, days, calendar) => {
        const to = addBusinessDays(from, days, calendar)
        expect(businessDaysBetween(from, to, calendar)).toBe(days)
        expect(ordinalOf(dayOf(ordinalOf(to)))).toBe(ordinalOf(to))
      }),
    )
  })
})
