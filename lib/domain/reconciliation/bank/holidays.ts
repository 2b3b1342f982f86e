import { type CalendarDay, calendarDay } from '../../base/calendar-day'
import { type BusinessCalendar, dayOf, ordinalOf } from '../../matching/scoring/business-days'

/**
 * Days on which money does not move between banks, by currency: TARGET (ECB, "TARGET Services calendar"), Federal Reserve
 * ("Holidays observed"), England and Wales (gov.uk/bank-holidays). Rules where there are rules, dates where a government
 * named a day. Other currencies: weekends only.
 */
const years = Array.from({ length: 16 }, (_, at) => 2020 + at)

const target = years.flatMap((year) => [
  ...fixed(year, '01-01', '05-01', '12-25', '12-26'),
  afterEaster(year, -2),
  afterEaster(year, 1),
])

const federalReserve = years.flatMap((year) => [
  ...fixed(year, '01-01', '07-04', '11-11', '12-25', ...(year >= 2021 ? ['06-19'] : [])).map(mondayIfSunday),
  nthWeekday(year, 1, 1, 3),
  nthWeekday(year, 2, 1, 3),
  lastMonday(year, 5),
  nthWeekday(year, 9, 1, 1),
  nthWeekday(year, 10, 1, 2),
  nthWeekday(year, 11, 4, 4),
])

const englandAndWales = [
  ...years.flatMap((year) => [
    ...substituted(fixed(year, '01-01')),
    ...substituted(fixed(year, '12-25', '12-26')),
    afterEaster(year, -2),
    afterEaster(year, 1),
    year === 2020 ? calendarDay('2020-05-08') : nthWeekday(year, 5, 1, 1),
    year === 2022 ? calendarDay('2022-06-02') : lastMonday(year, 5),
    lastMonday(year, 8),
  ]),
  ...['2022-06-03', '2022-09-19', '2023-05-08'].map(calendarDay),
]

const byCurrency: Readonly<Record<string, readonly CalendarDay[]>> = {
  eur: target,
  usd: federalReserve,
  gbp: englandAndWales,
}

/** When banks that move this currency are closed. */
export function bankCalendar(currency: string): BusinessCalendar {
  return { weekend: [6, 7], holidays: Object.hasOwn(byCurrency, currency) ? (byCurrency[currency] ?? []) : [] }
}

function fixed(year: number, ...days: string[]): CalendarDay[] {
  return days.map((day) => calendarDay(`${year}-${day}`))
}

/** ISO: Monday 1 to Sunday 7. */
function weekdayOf(day: CalendarDay): number {
  return ((ordinalOf(day) + 3) % 7) + 1
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): CalendarDay {
  const first = calendarDay(`${year}-${String(month).padStart(2, '0')}-01`)
  return dayOf(ordinalOf(first) + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1))
}

function lastMonday(year: number, month: number): CalendarDay {
  const next = calendarDay(`${year}-${String(month + 1).padStart(2, '0')}-01`)
  return dayOf(ordinalOf(next) - 1 - ((weekdayOf(next) + 5) % 7))
}

/** A Federal Reserve holiday on a Sunday is kept on Monday, one on a Saturday not at all. */
function mondayIfSunday(day: CalendarDay): CalendarDay {
  return weekdayOf(day) === 7 ? dayOf(ordinalOf(day) + 1) : day
}

/** In England a holiday on a weekend moves to the next weekday that is none yet. */
function substituted(days: CalendarDay[]): CalendarDay[] {
  const taken = new Set<CalendarDay>(days.filter((day) => weekdayOf(day) < 6))
  return days.map((day) => {
    let at = day
    while (weekdayOf(at) > 5 || (at !== day && taken.has(at))) at = dayOf(ordinalOf(at) + 1)
    taken.add(at)
    return at
  })
}

/** Easter Sunday (Gregorian, after Meeus) and so many days. */
function afterEaster(year: number, days: number): CalendarDay {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const date = ((h + l - 7 * m + 114) % 31) + 1
  return dayOf(ordinalOf(calendarDay(`${year}-0${month}-${String(date).padStart(2, '0')}`)) + days)
}
