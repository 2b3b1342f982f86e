import Link from 'next/link'
import { formatDay } from '@/components/moment/instants'
import { type Column, RowsTable } from '@/components/table/rows-table'
import { type Day, derivedColumn, measureColumn, takeRateColumn } from './days-columns'
import type { PeriodFigures } from './load-figures'
import { type OverviewParams, overviewHref } from './search-params'

const shown = 5

/** The newest days of the table twin, each figure a way to its rows. */
export function LatestDays({ figures, params }: { figures: PeriodFigures; params: OverviewParams }) {
  const { current, currency, today, soFar } = figures
  const whole = current.days.map((day, at) => ({ day, figures: current.byDay[at] ?? null }))
  const days = [...whole, ...(soFar ? [{ day: today, figures: soFar }] : [])].slice(-shown)
  return (
    <section className="card" aria-labelledby="latest-days">
      <header>
        <h2 id="latest-days">Latest days</h2>
        <Link className="push link small" href={overviewHref({ ...params, currency }, {}, '/overview/days')}>
          all {current.days.length} days
        </Link>
      </header>
      <RowsTable<Day>
        caption={`The latest days in ${currency.toUpperCase()}`}
        rows={days.reverse()}
        keyOf={({ day }) => day}
        columns={[
          dayColumn(today),
          paymentsColumn,
          measureColumn('Captured', 'capturedMinor', currency),
          measureColumn('Refunded', 'refundedMinor', currency, { soft: true, className: 'hide-s' }),
          derivedColumn('Revenue', 'revenueMinor', currency),
          takeRateColumn,
        ]}
      />
    </section>
  )
}

export function dayColumn(today: string): Column<Day> {
  return {
    head: 'Day',
    names: true,
    cell: ({ day }) => (
      <>
        {formatDay(day)}
        {day === today ? <span className="faint"> so far</span> : null}
      </>
    ),
  }
}

const paymentsColumn: Column<Day> = {
  head: 'Payments',
  className: 'r hide-s',
  look: 'mute',
  cell: ({ figures }) => (figures ? figures.payments.toLocaleString('en-GB') : '–'),
}
