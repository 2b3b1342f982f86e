import { type CalendarDay, isCalendarDay } from '../base/calendar-day'
import { ok, type Result, refuse } from '../base/result'

/**
 * When a house works: by the clocks of one zone, on which weekdays (ISO: Monday 1 to Sunday 7), from which minute of the
 * day to which, and on which days not at all.
 */
export type WorkCalendar = {
  readonly zone: string
  readonly weekdays: readonly number[]
  readonly fromMinute: number
  readonly toMinute: number
  readonly holidays: readonly CalendarDay[]
}

export const mostHolidays = 500
const dayMinutes = 24 * 60

/** Monday to Friday from nine to five, no holidays: what counts until somebody says otherwise. */
export function usualCalendar(zone: string): WorkCalendar {
  return { zone, weekdays: [1, 2, 3, 4, 5], fromMinute: 9 * 60, toMinute: 17 * 60, holidays: [] }
}

export type CalendarRefusal = 'unknown_zone' | 'no_weekday' | 'bad_hours' | 'bad_holiday' | 'too_many_holidays'

export const calendarSentences: Record<CalendarRefusal, string> = {
  unknown_zone: 'There is no such time zone. Write one as in “Europe/Berlin” or “America/New_York”.',
  no_weekday: 'Choose at least one day of the week on which work is done.',
  bad_hours: 'Work ends after it begins, on the same day.',
  bad_holiday: 'Write each holiday as a day that there is: 2026-12-25, one on a line.',
  too_many_holidays: `A calendar holds at most ${mostHolidays} holidays: leave out those that are long past.`,
}

/** A calendar as somebody wrote it, in the one way in which it is kept: each day once, in order. */
export function checkCalendar(given: {
  zone: string
  weekdays: readonly number[]
  fromMinute: number
  toMinute: number
  holidays: readonly string[]
}): Result<WorkCalendar, CalendarRefusal> {
  const { zone, fromMinute, toMinute } = given
  if (!isZone(zone)) return refuse('unknown_zone')
  const weekdays = [...new Set(given.weekdays)].filter((day) => [1, 2, 3, 4, 5, 6, 7].includes(day)).sort()
  if (weekdays.length === 0) return refuse('no_weekday')
  const isWhole = Number.isInteger(fromMinute) && Number.isInteger(toMinute)
  if (!isWhole || fromMinute < 0 || toMinute > dayMinutes || toMinute <= fromMinute) return refuse('bad_hours')
  const holidays = [...new Set(given.holidays)].sort()
  if (!holidays.every(isCalendarDay)) return refuse('bad_holiday')
  if (holidays.length > mostHolidays) return refuse('too_many_holidays')
  return ok({ zone, weekdays, fromMinute, toMinute, holidays: holidays as CalendarDay[] })
}

/** Whether there is such a zone, by its own name in the IANA database (an offset is none). */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]+(\/[\w+-]+)*$/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** 570 as "09:30". */
export function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

/** "09:30" as 570; null where it is no time of a day. */
export function minuteOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  if (hours === undefined || minutes === undefined) return null
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && minute <= dayMinutes ? minute : null
}
