import type { CalendarDay } from '../base/calendar-day'
import { dayOf, ordinalOf } from '../matching/scoring/business-days'
import { divideRounded } from '../money/rounding'
import { type CostKind, costKinds, costOf, type DailyCost } from './costs'
import type { DailyMetric } from './measures'
import { figuresOf } from './take-rate'

/** What a marketplace sold and what is left of it, in one currency. Costs are signed as costs: above zero they cost. */
export type Performance = {
  grossMinor: bigint
  refundedMinor: bigint
  volumeMinor: bigint
  /** What went on to sellers, or was theirs from the beginning. */
  sellersMinor: bigint
  revenueMinor: bigint
  takeRateBp: bigint | null
  costs: Record<CostKind, bigint>
  /** Revenue less every cost but taxes. */
  marginMinor: bigint
  /** Of the net volume, in basis points. */
  marginBp: bigint | null
  payments: bigint
}

/** Each figure with the sentence that makes it, said on hover and in the table. */
export const performanceFormulas = {
  gross: 'sum of what customers paid',
  refunds: 'given back to customers',
  sellers: 'net volume − platform revenue: passed on to sellers, or theirs from the beginning',
  revenue:
    'application fees less those returned, and what of the platform’s own charges was not passed on: retained, not promised',
  processing:
    'Stripe’s fees and fees of payment methods, on the platform; fees billed later count in the month they are accrued to',
  network: 'interchange and scheme costs that are billed apart',
  disputes: 'taken by banks on the platform’s own charges, less what was won back',
  fx: 'given back at another rate than the one it was booked at, and revaluation',
  write_offs: 'given up by a person',
  taxes: 'VAT on fees and withheld tax: no cost, and in no other figure',
  margin: 'revenue − processing − network − disputes − FX − write-offs',
} as const

export function performanceOf(metrics: readonly DailyMetric[], costs: readonly DailyCost[]): Performance {
  const figures = figuresOf(metrics)
  const byKind = Object.fromEntries(costKinds.map((kind) => [kind, 0n])) as Record<CostKind, bigint>
  for (const { ledgerAccount, minor } of costs) {
    const kind = costOf(ledgerAccount)
    if (kind !== null) byKind[kind] += minor
  }
  const spent = costKinds.reduce((sum, kind) => (kind === 'taxes' ? sum : sum + byKind[kind]), 0n)
  const { volumeMinor, revenueMinor, takeRateBp } = figures
  const marginMinor = revenueMinor - spent
  return {
    grossMinor: figures.capturedMinor,
    refundedMinor: figures.refundedMinor,
    volumeMinor,
    sellersMinor: volumeMinor - revenueMinor,
    revenueMinor,
    takeRateBp,
    costs: byKind,
    marginMinor,
    marginBp: volumeMinor > 0n ? divideRounded(marginMinor * 10_000n, volumeMinor, 'half_even') : null,
    payments: figures.payments,
  }
}

export const buckets = ['day', 'week', 'month'] as const
export type Bucket = (typeof buckets)[number]

/** The first day of the day, week (from Monday) or month in which a day lies. */
export function bucketOf(day: CalendarDay, bucket: Bucket): CalendarDay {
  if (bucket === 'day') return day
  if (bucket === 'month') return `${day.slice(0, 7)}-01` as CalendarDay
  const ordinal = ordinalOf(day)
  return dayOf(ordinal - ((ordinal + 3) % 7))
}

/** One step of the way from gross volume to what is left. */
export type WaterfallStep = { key: keyof typeof performanceFormulas; label: string; minor: bigint; isSum: boolean }

/** From what customers paid to what is left: each step takes (or gives back) what it says, and each sum stands where it is reached. */
export function waterfallOf({
  grossMinor,
  refundedMinor,
  sellersMinor,
  revenueMinor,
  costs,
  marginMinor,
}: Performance): WaterfallStep[] {
  const takes = (key: CostKind, label: string): WaterfallStep => ({ key, label, minor: -costs[key], isSum: false })
  return [
    { key: 'gross', label: 'Gross volume', minor: grossMinor, isSum: true },
    { key: 'refunds', label: 'Refunds', minor: -refundedMinor, isSum: false },
    { key: 'sellers', label: 'Sellers’ share', minor: -sellersMinor, isSum: false },
    { key: 'revenue', label: 'Platform revenue', minor: revenueMinor, isSum: true },
    takes('processing', 'Processing'),
    takes('network', 'Network costs'),
    takes('disputes', 'Disputes'),
    takes('fx', 'FX'),
    takes('write_offs', 'Write-offs'),
    { key: 'margin', label: 'Net margin', minor: marginMinor, isSum: true },
  ]
}
