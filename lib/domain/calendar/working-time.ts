import { assert } from '../base/assert'
import { dayInZone } from '../base/calendar-day'
import { zonedInstant } from '../base/zoned-instant'
import { dayOf, ordinalOf } from '../matching/scoring/business-days'
import type { WorkCalendar } from './work-calendar'

/** From when to when work is done on a day, in milliseconds; null where it is not. */
type Shift = { opens: number; closes: number } | null

/** So far ahead is looked for the next working day. */
const mostDays = 3_700
/** Formatting in a zone is slow: each day of a calendar is looked at once. */
const shiftsOf = new WeakMap<WorkCalendar, Map<number, Shift>>()

/**
 * The instant at which so many milliseconds of working time have gone by since `from`. With none at all it is `from`
 * itself, or when work begins next. The day on which clocks change is as long as its clocks say.
 */
export function addWorkingTime(calendar: WorkCalendar, from: Date, milliseconds: number): Date {
  let left = milliseconds
  const first = ordinalAt(calendar, from)
  for (let ordinal = first; ordinal < first + mostDays; ordinal++) {
    const shift = shiftOn(calendar, ordinal)
    const begins = shift && Math.max(shift.opens, from.getTime())
    if (shift === null || begins === null || begins >= shift.closes) continue
    if (left <= shift.closes - begins) return new Date(begins + left)
    left -= shift.closes - begins
  }
  assert(false, 'working time ends within ten years')
}

/** How many milliseconds of working time lie between two instants; 0 where the second is not later. */
export function workingTimeBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  let total = 0
  for (let ordinal = ordinalAt(calendar, from); ordinal <= ordinalAt(calendar, to); ordinal++) {
    const shift = shiftOn(calendar, ordinal)
    if (shift === null) continue
    total += Math.max(0, Math.min(shift.closes, to.getTime()) - Math.max(shift.opens, from.getTime()))
  }
  return total
}

/** When work begins on the first working day after the one on which `from` lies, of those that fit. */
export function nextMorning(calendar: WorkCalendar, from: Date, fits: (ordinal: number) => boolean = () => true): Date {
  const first = ordinalAt(calendar, from) + 1
  for (let ordinal = first; ordinal < first + mostDays; ordinal++) {
    const shift = fits(ordinal) ? shiftOn(calendar, ordinal) : null
    if (shift) return new Date(shift.opens)
  }
  assert(false, 'work begins within ten years')
}

function ordinalAt({ zone }: WorkCalendar, at: Date): number {
  return ordinalOf(dayInZone(at, zone))
}

function shiftOn(calendar: WorkCalendar, ordinal: number): Shift {
  const known = shiftsOf.get(calendar) ?? new Map<number, Shift>()
  shiftsOf.set(calendar, known)
  const shift = known.get(ordinal)
  if (shift !== undefined) return shift
  const fresh = makeShift(calendar, ordinal)
  known.set(ordinal, fresh)
  return fresh
}

function makeShift({ zone, weekdays, holidays, fromMinute, toMinute }: WorkCalendar, ordinal: number): Shift {
  const day = dayOf(ordinal)
  const weekday = ((ordinal + 3) % 7) + 1
  if (!weekdays.includes(weekday) || holidays.includes(day)) return null
  const [opens, closes] = [fromMinute, toMinute].map((minute) => zonedInstant(day, minute / 60, zone).getTime())
  return opens === undefined || closes === undefined || closes <= opens ? null : { opens, closes }
}
