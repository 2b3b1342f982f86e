import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { formatDay } from '@/components/moment/instants'
import { Frame } from '@/components/table/frame'
import type { Figures } from '@/lib/domain/metrics/take-rate'
import type { Period } from './load-figures'
import { measures, measureWords, rowsHref } from './search-params'

export function DaysTable({ period, currency }: { period: Period; currency: string }) {
  const days = period.days.map((day, at) => ({ day, figures: period.byDay[at] ?? null })).reverse()
  return (
    <section className="card">
      <Frame>
        <table className="grid-t tight">
          <caption className="sr">Figures by day in {currency.toUpperCase()}</caption>
          <thead>
            <tr>
              <th>Day</th>
              {measures.map((measure) => (
                <th key={measure} className="r">
                  {measureWords[measure]}
                </th>
              ))}
              <th className="r">Net volume</th>
              <th className="r">Revenue</th>
              <th className="r">Take rate bp</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, figures }) => (
              <tr key={day}>
                <th scope="row">{formatDay(day)}</th>
                {measures.map((measure) => (
                  <td key={measure} className="r">
                    {figures && figures[measure] !== 0n ? (
                      <Link className="fig" href={rowsHref(day, currency, measure)}>
                        <Amount minor={figures[measure]} currency={currency} code={false} soft />
                      </Link>
                    ) : (
                      <span className="faint">–</span>
                    )}
                  </td>
                ))}
                <Derived figures={figures} currency={currency} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All days</th>
              {measures.map((measure) => (
                <td key={measure} className="r">
                  <Amount minor={period.total[measure]} currency={currency} code={false} />
                </td>
              ))}
              <Derived figures={period.total} currency={currency} />
            </tr>
          </tfoot>
        </table>
      </Frame>
    </section>
  )
}

function Derived({ figures, currency }: { figures: Figures | null; currency: string }) {
  return (
    <>
      <td className="r">{figures ? <Amount minor={figures.volumeMinor} currency={currency} code={false} /> : '–'}</td>
      <td className="r">{figures ? <Amount minor={figures.revenueMinor} currency={currency} code={false} /> : '–'}</td>
      <td className="r med">
        {figures?.takeRateBp == null ? '–' : Number(figures.takeRateBp).toLocaleString('en-GB')}
      </td>
    </>
  )
}
