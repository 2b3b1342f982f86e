import { assert } from '../../base/assert'
import { type CalendarDay, calendarDay } from '../../base/calendar-day'

/** When a bank is closed. Weekdays as ISO counts them: Monday 1 to Sunday 7. */
export type BusinessCalendar = { readonly weekend: readonly number[]; readonly holidays: readonly CalendarDay[] }

/** Saturdays and Sundays, no holidays: holidays differ by country and are data that somebody must give. */
export const weekendsOnly: BusinessCalendar = { weekend: [6, 7], holidays: [] }

const dayMs = 86_400_000

/** Days since 1970-01-01. */
export function ordinalOf(day: CalendarDay): number {
  return Date.parse(day) / dayMs
}

export function dayOf(ordinal: number): CalendarDay {
  return calendarDay(new Date(ordinal * dayMs).toISOString().slice(0, 10))
}

/** Numbers the business days: two days are as many business days apart as their numbers. */
export type BusinessNumber = (day: CalendarDay) => number

/**
 * Answers how many business days there are up to and with a day, counted from a fixed one. A day on which the bank is
 * closed has the number of the business day before it: from Friday to Saturday is 0, to Monday is 1.
 */
export function businessNumbers(calendar: BusinessCalendar): BusinessNumber {
  const known = numbersOf.get(calendar)
  if (known) return known
  const made = numbered(calendar)
  numbersOf.set(calendar, made)
  return made
}

/** Years of holidays are sorted once for a calendar, not for each of its days. */
const numbersOf = new WeakMap<BusinessCalendar, BusinessNumber>()

function numbered(calendar: BusinessCalendar): BusinessNumber {
  const closed = new Set(calendar.weekend)
  const open = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !closed.has(weekday))
  assert(open.length > 0, 'a week has a business day')
  const holidays = [...new Set(calendar.holidays.map(ordinalOf))]
    .filter((ordinal) => !closed.has(weekdayOf(ordinal)))
    .sort((a, b) => a - b)
  return (day) => {
    const ordinal = ordinalOf(day)
    // 1970-01-01 was a Thursday: weeks are counted from the Monday before it, which is ordinal −3.
    const weeks = Math.floor((ordinal + 3) / 7)
    const thisWeek = open.filter((weekday) => weekday <= weekdayOf(ordinal)).length
    return weeks * open.length + thisWeek - countUpTo(holidays, ordinal)
  }
}

/** How many business days `to` comes after `from`; negative when it comes before. */
export function businessDaysBetween(from: CalendarDay, to: CalendarDay, calendar: BusinessCalendar): number {
  const numberOf = businessNumbers(calendar)
  return numberOf(to) - numberOf(from)
}

/**
 * The `days`-th business day after `from`, or before it. Zero days later is `from` itself if it is one, else the one
 * before it.
 */
export function addBusinessDays(from: CalendarDay, days: number, calendar: BusinessCalendar): CalendarDay {
  const numberOf = businessNumbers(calendar)
  const wanted = numberOf(from) + days
  let [low, high] = [ordinalOf(from), ordinalOf(from)]
  for (let step = 16; numberOf(dayOf(low)) >= wanted; step *= 2) low -= step
  for (let step = 16; numberOf(dayOf(high)) < wanted; step *= 2) high += step
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (numberOf(dayOf(middle)) >= wanted) high = middle
    else low = middle
  }
  return dayOf(high)
}

function weekdayOf(ordinal: number): number {
  return ((((ordinal + 3) % 7) + 7) % 7) + 1
}

function countUpTo(sorted: readonly number[], ordinal: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= ordinal) low = middle + 1
    else high = middle
  }
  return low
}
