import type { KpiFacts } from '@/components/chart/kpi'
import { type Figures, formulas } from '@/lib/domain/metrics/take-rate'
import type { PeriodFigures } from './load-figures'
import { type OverviewParams, overviewHref } from './search-params'

/** The four figures of the overview, each with its formula and the way to the days that make it. */
export function kpisOf({ currency, current, previous, comparable }: PeriodFigures, params: OverviewParams): KpiFacts[] {
  const href = overviewHref({ ...params, currency }, {}, '/overview/days')
  const against = `on the ${params.range} days before`
  const money = (label: string, formula: string, pick: (figures: Figures) => bigint): KpiFacts => ({
    label,
    formula,
    href,
    against,
    figure: { minor: pick(current.total), currency },
    change: comparable ? percentChange(pick(current.total), pick(previous.total)) : null,
    values: current.byDay.map((figures) => (figures ? Number(pick(figures)) : 0)),
  })
  return [
    money('Gross volume', 'sum of what customers paid', (figures) => figures.capturedMinor),
    money('Net volume', formulas.volume, (figures) => figures.volumeMinor),
    money('Platform revenue', formulas.revenue, (figures) => figures.revenueMinor),
    {
      label: 'Take rate',
      formula: `${formulas.takeRate}, in basis points`,
      href,
      against,
      figure: { bp: current.total.takeRateBp },
      change: comparable ? bpChange(current.total.takeRateBp, previous.total.takeRateBp) : null,
      values: current.byDay.map((figures) => (figures?.takeRateBp == null ? null : Number(figures.takeRateBp))),
    },
  ]
}

/** "8.4 %", from tenths of a percent: rounding a figure for reading is not arithmetic with money. */
export function percentChange(now: bigint, before: bigint): KpiFacts['change'] {
  if (before <= 0n) return null
  const tenths = ((now - before) * 1000n) / before
  const size = tenths < 0n ? -tenths : tenths
  return { text: `${(size / 10n).toLocaleString('en-GB')}.${size % 10n} %`, up: tenths >= 0n }
}

export function bpChange(now: bigint | null, before: bigint | null): KpiFacts['change'] {
  if (now === null || before === null) return null
  const difference = now - before
  return { text: `${difference < 0n ? -difference : difference} bp`, up: difference >= 0n }
}
