import { type CalendarDay, calendarDay } from '../../base/calendar-day'
import { dayOf, ordinalOf } from '../../matching/scoring/business-days'
import type { Performance } from '../performance'
import { type WatchedMeasure, type WatchPolicy, watchPolicy } from './policy'

/** A day on which a figure stood apart from its own past: what it was, and where such days usually lie. */
export type Anomaly = {
  measure: WatchedMeasure
  day: CalendarDay
  value: number
  usual: number
  low: number
  high: number
  /** How many days of the past it was held against. */
  days: number
}

/** The figures of one day, of which there is none where nothing moved. */
export type WatchedDay = { day: CalendarDay; figures: Performance }

const readings: Record<WatchedMeasure, (figures: Performance) => number | null> = {
  volume: ({ grossMinor }) => Number(grossMinor),
  payments: ({ payments }) => Number(payments),
  take_rate: ({ takeRateBp }) => (takeRateBp === null ? null : Number(takeRateBp)),
  fee_rate: ({ costs, grossMinor }) => shareBp(costs.processing + costs.network, grossMinor),
  refund_rate: ({ refundedMinor, grossMinor }) => shareBp(refundedMinor, grossMinor),
}

/**
 * Holds each of `days` against its own past: volumes against the same weekday, rates against the days before. The middle
 * and the usual distance from it are medians, so that one strange day does not make the next one usual. Too little past,
 * or too few payments to speak of a rate, is silence.
 */
export function watch(
  past: readonly WatchedDay[],
  days: readonly CalendarDay[],
  policy: WatchPolicy = watchPolicy,
): Anomaly[] {
  const byDay = new Map(past.map(({ day, figures }) => [day, figures]))
  const anomalies = days.flatMap((day) =>
    (Object.keys(readings) as WatchedMeasure[]).flatMap((measure) => anomalyOf(byDay, day, measure, policy) ?? []),
  )
  return anomalies.sort((a, b) => (a.day === b.day ? (a.measure < b.measure ? -1 : 1) : a.day < b.day ? 1 : -1))
}

function anomalyOf(
  byDay: ReadonlyMap<CalendarDay, Performance>,
  day: CalendarDay,
  measure: WatchedMeasure,
  policy: WatchPolicy,
): Anomaly | null {
  const { every, back, atLeast, floorPart, floor, paymentsAtLeast } = policy.measures[measure]
  const today = byDay.get(day)
  // A day without any movement is a volume of nothing, and no rate at all.
  const value = today ? readings[measure](today) : every === 7 ? 0 : null
  if (value === null || (today ? Number(today.payments) : 0) < (every === 7 ? 0 : paymentsAtLeast)) return null
  const earlier = Array.from({ length: back }, (_, nth) => calendarDay(dayOf(ordinalOf(day) - every * (nth + 1))))
  const values = earlier.flatMap((one) => {
    const figures = byDay.get(one)
    if (!figures || Number(figures.payments) < paymentsAtLeast) return []
    return readings[measure](figures) ?? []
  })
  if (values.length < atLeast) return null
  const usual = median(values)
  const spread = 1.4826 * median(values.map((one) => Math.abs(one - usual)))
  const reach = Math.max(policy.spreads * spread, floorPart * Math.abs(usual), floor)
  const [low, high] = [usual - reach, usual + reach]
  return value < low || value > high ? { measure, day, value, usual, low, high, days: values.length } : null
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (low + high) / 2
}

function shareBp(part: bigint, whole: bigint): number | null {
  return whole > 0n ? (Number(part) / Number(whole)) * 10_000 : null
}
