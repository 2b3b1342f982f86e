import { type CalendarDay, calendarDay, dayInZone } from '@/lib/domain/base/calendar-day'
import { dayOf, ordinalOf } from '@/lib/domain/matching/scoring/business-days'
import type { DailyCost } from '@/lib/domain/metrics/costs'
import { intoCurrency, type UsedRate } from '@/lib/domain/metrics/into-currency'
import type { DailyMetric, MetricChargeType } from '@/lib/domain/metrics/measures'
import { bucketOf, type Performance, performanceOf } from '@/lib/domain/metrics/performance'
import { pastOf, watchPolicy } from '@/lib/domain/metrics/watchdogs/policy'
import { type Anomaly, type WatchedDay, watch } from '@/lib/domain/metrics/watchdogs/watch'
import { getMarketplace } from '@/lib/server/access/queries'
import type { Ctx } from '@/lib/server/context'
import { firstKeptDay, type HumanWork, humanWork, keptSums } from '@/lib/server/metrics/performance'
import { dayOr } from '../load-figures'
import type { PerformanceParams } from './search-params'

export type BucketLine = { first: CalendarDay; last: CalendarDay; figures: Performance }
export type PerformanceView = {
  currency: string
  /** Everything in the reporting currency, at each day's rate; otherwise one currency as it was paid. */
  isConverted: boolean
  reportingCurrency: string
  currencies: string[]
  zone: string
  range: { from: CalendarDay; to: CalendarDay }
  before: { from: CalendarDay; to: CalendarDay }
  total: Performance
  /** Null where the data begin within it: then there is nothing to hold against. */
  previous: Performance | null
  lines: BucketLine[]
  byChargeType: { chargeType: MetricChargeType; figures: Performance }[]
  rates: UsedRate[]
  /** Days of the span that stood apart from their own past. */
  anomalies: Anomaly[]
  work: HumanWork
  /** Of a hundred payments of every currency, in tenths, those that no person looked at: their work is not done by currency. */
  touchlessTenths: bigint | null
  minutesPerThousand: bigint | null
}

/** What was sold over a span of whole days and what is left of it, and the same for as many days before. */
export async function loadPerformance(ctx: Ctx, params: PerformanceParams): Promise<PerformanceView> {
  const { reportingZone: zone, reportingCurrency } = await getMarketplace(ctx)
  const yesterday = shift(dayInZone(ctx.now, zone), -1)
  const asked = dayOr(params.to, yesterday)
  // A day that still runs is no whole day.
  const to = earlier(asked, yesterday)
  const days = Number(params.span)
  const range = { from: shift(to, 1 - days), to }
  const before = { from: shift(to, 1 - 2 * days), to: shift(to, -days) }
  const isConverted = params.currency === null
  const currency = params.currency ?? reportingCurrency
  const [kept, work, firstDay] = await Promise.all([
    keptSums(ctx, { from: earlier(before.from, shift(range.from, -pastOf(watchPolicy))), to }, reportingCurrency),
    humanWork(ctx, range, zone),
    firstKeptDay(ctx),
  ])
  const ofCurrency = <T extends { currency: string }>(cells: readonly T[]) =>
    cells.filter((cell) => cell.currency === currency)
  const { metrics, costs, used } = isConverted
    ? intoCurrency(currency, kept.metrics, kept.costs, kept.rates)
    : { metrics: ofCurrency(kept.metrics), costs: ofCurrency(kept.costs), used: [] }
  const within = <T extends { day: CalendarDay }>(cells: readonly T[], from: CalendarDay, last: CalendarDay) =>
    cells.filter(({ day }) => day >= from && day <= last)
  const figures = (from: CalendarDay, last: CalendarDay) =>
    performanceOf(within(metrics, from, last), within(costs, from, last))
  const keyOf = ({ day }: { day: CalendarDay }) => bucketOf(day, params.by)
  const own = within(metrics, range.from, to)
  const [ownByKey, costsByKey] = [Map.groupBy(own, keyOf), Map.groupBy(within(costs, range.from, to), keyOf)]
  const total = figures(range.from, to)
  const payments = within(kept.metrics, range.from, to).reduce((sum, cell) => sum + cell.payments, 0n)
  return {
    currency,
    isConverted,
    reportingCurrency,
    currencies: [...new Set(kept.metrics.map((cell) => cell.currency))].sort(),
    zone,
    range,
    before,
    total,
    previous: firstDay !== null && firstDay <= before.from ? figures(before.from, before.to) : null,
    lines: bucketsOf(range, params.by).map(({ key, first, last }) => ({
      first,
      last,
      figures: performanceOf(ownByKey.get(key) ?? [], costsByKey.get(key) ?? []),
    })),
    byChargeType: [...Map.groupBy(own, ({ chargeType }) => chargeType)]
      .map(([chargeType, cells]) => ({ chargeType, figures: performanceOf(cells, []) }))
      .sort((a, b) => Number(b.figures.grossMinor - a.figures.grossMinor)),
    rates: used,
    anomalies: watch(watchedDays(metrics, costs), daysOf(range)),
    work,
    touchlessTenths: payments > 0n ? touchless(BigInt(work.touchedPayments), payments) : null,
    minutesPerThousand: payments > 0n ? (BigInt(work.minutes) * 1000n) / payments : null,
  }
}

/** Figures day by day over everything that was read. */
function watchedDays(metrics: readonly DailyMetric[], costs: readonly DailyCost[]): WatchedDay[] {
  const spent = Map.groupBy(costs, ({ day }) => day)
  const sold = Map.groupBy(metrics, ({ day }) => day)
  return [...sold].map(([day, cells]) => ({ day, figures: performanceOf(cells, spent.get(day) ?? []) }))
}

function daysOf({ from, to }: PerformanceView['range']): CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = from; day <= to; day = shift(day, 1)) days.push(day)
  return days
}

/** In tenths of a hundred; a charge that failed after all leaves fewer payments than were touched, and never less than none. */
function touchless(touched: bigint, payments: bigint): bigint {
  return touched >= payments ? 0n : 1000n - (touched * 1000n) / payments
}

/** Whole buckets clipped to the range, the oldest first. */
function bucketsOf({ from, to }: PerformanceView['range'], by: PerformanceParams['by']) {
  const found = new Map<CalendarDay, { key: CalendarDay; first: CalendarDay; last: CalendarDay }>()
  for (const day of daysOf({ from, to })) {
    const key = bucketOf(day, by)
    found.set(key, { key, first: found.get(key)?.first ?? day, last: day })
  }
  return [...found.values()]
}

function earlier(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a < b ? a : b
}

function shift(day: CalendarDay, by: number): CalendarDay {
  return calendarDay(dayOf(ordinalOf(day) + by))
}
