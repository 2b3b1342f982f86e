import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import { Frame } from '@/components/table/frame'
import type { PeriodFigures } from './load-figures'
import { type OverviewParams, overviewHref, rowsHref } from './search-params'

const shown = 5

/** The newest days of the table twin, each figure a way to its rows. */
export function LatestDays({ figures, params }: { figures: PeriodFigures; params: OverviewParams }) {
  const { current, currency, today } = figures
  const days = current.days.map((day, at) => ({ day, figures: current.byDay[at] ?? null })).slice(-shown)
  return (
    <section className="card" aria-labelledby="latest-days">
      <header>
        <h2 id="latest-days">Latest days</h2>
        <Link className="push link small" href={overviewHref({ ...params, currency }, {}, '/overview/days')}>
          all {current.days.length} days
        </Link>
      </header>
      <Frame>
        <table className="grid-t tight">
          <caption className="sr">The latest days in {currency.toUpperCase()}</caption>
          <thead>
            <tr>
              <th>Day</th>
              <th className="r hide-s">Payments</th>
              <th className="r">Captured</th>
              <th className="r hide-s">Refunded</th>
              <th className="r">Revenue</th>
              <th className="r">Take rate bp</th>
            </tr>
          </thead>
          <tbody>
            {days.reverse().map(({ day, figures: made }) => (
              <tr key={day}>
                <th scope="row">
                  {formatDay(day)}
                  {day === today ? <span className="faint"> so far</span> : null}
                </th>
                <td className="r mute hide-s">{made ? made.payments.toLocaleString('en-GB') : '–'}</td>
                <td className="r">
                  {made ? (
                    <Link className="fig" href={rowsHref(day, currency, 'capturedMinor')}>
                      <Amount minor={made.capturedMinor} currency={currency} code={false} />
                    </Link>
                  ) : (
                    '–'
                  )}
                </td>
                <td className="r hide-s">
                  {made ? (
                    <Link className="fig" href={rowsHref(day, currency, 'refundedMinor')}>
                      <Amount minor={made.refundedMinor} currency={currency} code={false} soft />
                    </Link>
                  ) : (
                    '–'
                  )}
                </td>
                <td className="r">
                  {made ? <Amount minor={made.revenueMinor} currency={currency} code={false} /> : '–'}
                </td>
                <td className="r med">
                  {made?.takeRateBp == null ? '–' : Number(made.takeRateBp).toLocaleString('en-GB')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </section>
  )
}
