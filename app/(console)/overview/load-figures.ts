import { type CalendarDay, calendarDay, dayInZone } from '@/lib/domain/base/calendar-day'
import { type Figures, figuresOf } from '@/lib/domain/metrics/take-rate'
import { getMarketplace } from '@/lib/server/access/queries'
import type { Ctx } from '@/lib/server/context'
import { type DayRange, dailyMetrics, firstDayOf, overviewFigures } from '@/lib/server/metrics/queries'
import type { OverviewParams } from './search-params'

const dayMs = 86_400_000

/** `byDay` has a place for every day of the range; a day without a movement is null. */
export type Period = { range: DayRange; days: CalendarDay[]; byDay: (Figures | null)[]; total: Figures }
export type PeriodFigures = {
  zone: string
  today: CalendarDay
  currencies: string[]
  currency: string
  current: Period
  previous: Period
  /** Today so far, where the range ends yesterday: a part of a day stands beside whole days, never among them. */
  soFar: Figures | null
  /** Whether the two periods may be held against each other. */
  comparable: boolean
}

/** One currency over a range of whole days in the reporting zone, and the same number of days before it. */
export async function loadFigures(ctx: Ctx, params: OverviewParams): Promise<PeriodFigures> {
  const { reportingZone: zone, reportingCurrency } = await getMarketplace(ctx)
  const today = dayInZone(ctx.now, zone)
  const to = dayOr(params.to, shift(today, -1))
  const length = lengthOf(params, to)
  const range = { from: shift(to, 1 - length), to }
  const before = { from: shift(to, 1 - 2 * length), to: shift(to, -length) }
  const currencies = (await overviewFigures(ctx, { from: before.from, to: today })).map((figures) => figures.currency)
  const wanted = params.currency ?? reportingCurrency
  const currency = currencies.includes(wanted) ? wanted : (currencies[0] ?? reportingCurrency)
  const [current, previous, now, firstDay] = await Promise.all([
    loadPeriod(ctx, range, currency),
    loadPeriod(ctx, before, currency),
    loadPeriod(ctx, { from: today, to: today }, currency),
    firstDayOf(ctx, currency),
  ])
  const soFar = to === shift(today, -1) ? (now.byDay[0] ?? null) : null
  const comparable = isComparable(range, before, firstDay, today)
  return { zone, today, currencies, currency, current, previous, soFar, comparable }
}

/** Only whole days that were all there: not against a period in which the data begin, not with a day that still runs. */
export function isComparable(range: DayRange, before: DayRange, firstDay: CalendarDay | null, today: CalendarDay) {
  return firstDay !== null && firstDay <= before.from && range.to < today
}

async function loadPeriod(ctx: Ctx, range: DayRange, currency: string): Promise<Period> {
  const cells = await dailyMetrics(ctx, range, currency)
  const byKey = Map.groupBy(cells, (cell) => cell.day)
  const days = daysOf(range)
  const byDay = days.map((day) => {
    const group = byKey.get(day)
    return group ? figuresOf(group) : null
  })
  return { range, days, byDay, total: figuresOf(cells) }
}

function daysOf({ from, to }: DayRange): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = from; day <= to; day = shift(day, 1)) days.push(day)
  return days
}

/** A span from a first day on, a year and a day at most; otherwise as long as the range says. */
export function lengthOf({ from, range }: Pick<OverviewParams, 'from' | 'range'>, to: CalendarDay): number {
  const first = dayOr(from, to)
  const days = (Date.parse(`${to}T12:00:00Z`) - Date.parse(`${first}T12:00:00Z`)) / dayMs + 1
  return from !== null && first === from && days >= 1 && days <= 366 ? days : Number(range)
}

/** Days are counted on the calendar, so noon UTC keeps every clock change out of it. */
function shift(day: CalendarDay, by: number): CalendarDay {
  return calendarDay(new Date(Date.parse(`${day}T12:00:00Z`) + by * dayMs).toISOString().slice(0, 10))
}

/** A day of this millennium that someone typed into the address; anything else, the 31st of February too, is `otherwise`. */
export function dayOr(text: string | null, otherwise: CalendarDay): CalendarDay {
  const at = text && /^2\d{3}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T12:00:00Z`) : null
  const isDay = at !== null && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
  return isDay ? calendarDay(text ?? '') : otherwise
}
