import Link from 'next/link'
import { LineChart, type LineSeries } from '@/components/chart/line-chart'
import { LiveChart } from '@/components/chart/live-chart'
import { formatDay } from '@/components/moment/instants'
import { formulas } from '@/lib/domain/metrics/take-rate'
import type { Period, PeriodFigures } from './load-figures'
import { type OverviewParams, overviewHref } from './search-params'

/** Take rate by day, this period solid and the one before dashed, with its table a press away. */
export function TakeRateCard({ figures, params }: { figures: PeriodFigures; params: OverviewParams }) {
  const { current, previous, currency } = figures
  const series: LineSeries = {
    label: sentence(figures),
    days: current.days.map(formatDay),
    current: ratesOf(current),
    previous: ratesOf(previous),
    names: { current: 'now', previous: 'before' },
  }
  return (
    <section className="card" aria-labelledby="take-rate">
      <header>
        <h2 id="take-rate">Take rate</h2>
        <span className="faint small hide-s">{formulas.takeRate}, basis points by day</span>
        <span className="push line">
          <span className="legend">
            <i className="ln" />
            {formatDay(current.range.from)}–{formatDay(current.range.to)}
          </span>
          <span className="legend hide-s">
            <i className="ln dash" />
            {formatDay(previous.range.from)}–{formatDay(previous.range.to)}
          </span>
          <Link className="btn ghost" href={overviewHref({ ...params, currency }, {}, '/overview/days')}>
            Table
          </Link>
        </span>
      </header>
      <div className="inner">
        {[...series.current, ...series.previous].some((value) => value !== null) ? (
          <LiveChart series={series}>
            <LineChart series={series} />
          </LiveChart>
        ) : (
          <p className="chart-box mute">No sale in these days: there is no rate to draw.</p>
        )}
      </div>
    </section>
  )
}

function ratesOf({ byDay }: Period): (number | null)[] {
  return byDay.map((figures) => (figures?.takeRateBp == null ? null : Number(figures.takeRateBp)))
}

function sentence({ currency, current, previous, comparable }: PeriodFigures): string {
  const rate = (period: Period) => (period.total.takeRateBp === null ? 'no rate' : `${period.total.takeRateBp} bp`)
  const before = comparable ? `, ${rate(previous)} over the days before` : ''
  return `Take rate by day in ${currency.toUpperCase()}: ${rate(current)} over ${current.days.length} days${before}. The table has every day.`
}
