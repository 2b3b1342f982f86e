import { Kpi, type KpiFacts } from '@/components/chart/kpi'
import { type Performance, performanceFormulas } from '@/lib/domain/metrics/performance'
import { formulas } from '@/lib/domain/metrics/take-rate'
import { bpChange, percentChange } from '../kpis'
import type { PerformanceView } from './load-performance'
import { daysHref } from './search-params'

/** The figures that a week is read by, each with what it means on hover, and beside them how much people had to do. */
export function KeyFigures({ view }: { view: PerformanceView }) {
  const { currency, total, previous, lines, range } = view
  const href = daysHref(currency, range.from, range.to)
  const against = 'on as many days before'
  const money = (label: string, formula: string, pick: (figures: Performance) => bigint): KpiFacts => ({
    label,
    formula,
    href,
    against,
    figure: { minor: pick(total), currency },
    change: previous ? percentChange(pick(total), pick(previous)) : null,
    values: lines.map(({ figures }) => Number(pick(figures))),
  })
  const rate = (label: string, formula: string, pick: (figures: Performance) => bigint | null): KpiFacts => ({
    label,
    formula,
    href,
    against,
    figure: { bp: pick(total) },
    change: previous ? bpChange(pick(total), pick(previous)) : null,
    values: lines.map(({ figures }) => (pick(figures) === null ? null : Number(pick(figures)))),
  })
  return (
    <>
      <section className="kpis" aria-label="Key figures">
        <Kpi {...money('Gross volume', performanceFormulas.gross, ({ grossMinor }) => grossMinor)} />
        <Kpi {...money('Platform revenue', performanceFormulas.revenue, ({ revenueMinor }) => revenueMinor)} />
        <Kpi {...rate('Take rate', `${formulas.takeRate}, in basis points`, ({ takeRateBp }) => takeRateBp)} />
        <Kpi {...money('Net margin', performanceFormulas.margin, ({ marginMinor }) => marginMinor)} />
      </section>
      <p className="small mute">
        {view.touchlessTenths === null
          ? 'No payment in these days.'
          : `${Number(view.touchlessTenths) / 10} % of the payments in all currencies went through without a person looking at them; people spent ${view.minutesPerThousand} minutes on each 1,000 payments (${view.work.acts} acts; the time between two acts of one person counts, five minutes at most).`}
      </p>
    </>
  )
}
