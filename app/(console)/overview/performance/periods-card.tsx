import Link from 'next/link'
import { ChartDownloads } from '@/components/chart/downloads'
import { LineChart, type LineSeries } from '@/components/chart/line-chart'
import { LiveChart } from '@/components/chart/live-chart'
import { Amount } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import type { Column } from '@/components/table/rows-table'
import { RowsTable } from '@/components/table/rows-table'
import { performanceFormulas } from '@/lib/domain/metrics/performance'
import { csvText } from '@/lib/server/documents/csv'
import type { BucketLine, PerformanceView } from './load-performance'
import { daysHref, type PerformanceParams } from './search-params'

/** Take rate and margin over time, with the table that the lines are drawn from; each line opens its days. */
export function PeriodsCard({ view, by }: { view: PerformanceView; by: PerformanceParams['by'] }) {
  const { currency, lines } = view
  const series: LineSeries = {
    label: `Net margin and take rate by ${by}, in basis points of the net volume. The table has every ${by}.`,
    days: lines.map(({ first }) => formatDay(first)),
    current: lines.map(({ figures }) => (figures.marginBp === null ? null : Number(figures.marginBp))),
    previous: lines.map(({ figures }) => (figures.takeRateBp === null ? null : Number(figures.takeRateBp))),
    names: { current: 'margin', previous: 'take rate' },
  }
  const hasRate = [...series.current, ...series.previous].some((value) => value !== null)
  return (
    <section className="card" aria-labelledby="periods" data-chart>
      <header>
        <h2 id="periods">By {by}</h2>
        <span className="faint small hide-s">basis points of the net volume</span>
        <span className="push">
          <ChartDownloads name={`performance-${currency}-${view.range.from}-${view.range.to}`} csv={csvOf(view)} />
        </span>
      </header>
      <div className="inner">
        {hasRate ? (
          <LiveChart series={series}>
            <LineChart series={series} />
          </LiveChart>
        ) : (
          <p className="chart-box mute">No sale in these days: there is no rate to draw.</p>
        )}
      </div>
      <RowsTable
        caption={`Performance by ${by}`}
        rows={lines.toReversed()}
        keyOf={({ first }) => first}
        columns={[periodColumn(view, by), ...columns(currency)]}
        foot={[
          'All',
          ...amounts.map(([, pick]) => <Amount key="sum" minor={pick(view.total)} currency={currency} code={false} />),
          bp(view.total.takeRateBp),
          bp(view.total.marginBp),
        ]}
      />
    </section>
  )
}

type Figures = BucketLine['figures']
const spent = ({ costs }: Figures) => costs.processing + costs.network + costs.disputes + costs.fx + costs.write_offs
const amounts: readonly (readonly [string, (figures: Figures) => bigint, boolean])[] = [
  ['Gross volume', ({ grossMinor }) => grossMinor, true],
  ['Refunds', ({ refundedMinor }) => refundedMinor, false],
  ['Revenue', ({ revenueMinor }) => revenueMinor, false],
  ['Costs', spent, false],
  ['Net margin', ({ marginMinor }) => marginMinor, true],
]

function columns(currency: string): Column<BucketLine>[] {
  const money = amounts.map(
    ([head, pick, onPhone]): Column<BucketLine> => ({
      head,
      className: onPhone ? 'r' : 'r hide-s',
      cell: ({ figures }) => <Amount minor={pick(figures)} currency={currency} code={false} />,
    }),
  )
  return [
    ...money,
    { head: 'Take rate bp', className: 'r hide-s', cell: ({ figures }) => bp(figures.takeRateBp) },
    { head: 'Margin bp', className: 'r', cell: ({ figures }) => bp(figures.marginBp) },
  ]
}

function periodColumn(view: PerformanceView, by: PerformanceParams['by']): Column<BucketLine> {
  return {
    head: by === 'day' ? 'Day' : by === 'week' ? 'Week' : 'Month',
    names: true,
    cell: ({ first, last }) => (
      <Link className="link" prefetch={false} href={daysHref(view.currency, first, last)}>
        {first === last ? formatDay(first) : `${formatDay(first)} – ${formatDay(last)}`}
      </Link>
    ),
  }
}

function bp(value: bigint | null): string {
  return value === null ? '–' : Number(value).toLocaleString('en-GB')
}

function csvOf({ currency, lines, rates }: PerformanceView): string {
  const head = ['From', 'To', ...amounts.map(([name]) => name), 'Currency', 'Take rate bp', 'Margin bp']
  const money = (minor: bigint) => ({ minor, currency })
  return csvText([
    head,
    ...lines.map(({ first, last, figures }) => [
      first,
      last,
      ...amounts.map(([, pick]) => money(pick(figures))),
      currency,
      figures.takeRateBp === null ? '' : String(figures.takeRateBp),
      figures.marginBp === null ? '' : String(figures.marginBp),
    ]),
    ...rates.map(({ currency: from, last, missing }) => [
      `${from} at each day’s rate`,
      last ? `last ${last.rate} of ${last.day}` : 'no rate',
      missing > 0 ? `${missing} days without a rate left out` : '',
    ]),
    ['Net margin', performanceFormulas.margin],
  ])
}
