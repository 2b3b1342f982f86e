import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { formatDay } from '@/components/moment/instants'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { dayInZone } from '@/lib/domain/base/calendar-day'
import { figuresOf } from '@/lib/domain/metrics/take-rate'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listMetricRows } from '@/lib/server/metrics/list-metric-rows'
import { dailyMetrics } from '@/lib/server/metrics/queries'
import { placeText, readMoment, readPlace } from '../../ledger/search-params'
import { namesOf } from '../../names'
import { dayOr } from '../load-figures'
import { MetricRows } from '../metric-rows'
import { loadRowsParams, measureWords, overviewHref, rowsHref } from '../search-params'

export const metadata: Metadata = { title: 'Rows of a figure' }

/** The balance transactions that make one figure of one day; the amounts of all pages add up to it. */
export default async function RowsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { measure, after, ...asked } = await loadRowsParams(searchParams)
  const { reportingZone, reportingCurrency } = await getMarketplace(ctx)
  const [day, currency] = [dayOr(asked.day, dayInZone(ctx.now, reportingZone)), asked.currency ?? reportingCurrency]
  const place = readPlace(after, 2)
  const created = readMoment(place?.[0])
  const [{ rows, next }, cells] = await Promise.all([
    listMetricRows(ctx, {
      day,
      currency,
      measure,
      limit: 100,
      ...(created ? { after: { created, id: place?.[1] ?? '' } } : {}),
    }),
    dailyMetrics(ctx, { from: day, to: day }, currency),
  ])
  const names = await namesOf(ctx, rows, [])
  const above = { href: overviewHref({ currency, range: '30' }, {}, '/overview/days'), label: 'By day' }
  return (
    <>
      <TopBar
        title={`${measureWords[measure]}, ${formatDay(day)}`}
        above={above}
        facts={[currency.toUpperCase(), reportingZone]}
      />
      <PageBody>
        {rows.length === 0 ? (
          <Blank
            title="Nothing makes this figure"
            actions={
              <a className="btn primary" href={above.href}>
                Show all days
              </a>
            }
          >
            No balance transaction of this day in {currency.toUpperCase()} counts as “
            {measureWords[measure].toLowerCase()}”.
          </Blank>
        ) : (
          <section className="card">
            <MetricRows
              rows={rows}
              names={names}
              zone={reportingZone}
              figureMinor={figuresOf(cells)[measure]}
              whole={!after && !next}
            />
            <Pager
              first={after ? rowsHref(day, currency, measure) : null}
              next={next ? rowsHref(day, currency, measure, placeText(next.created.toISOString(), next.id)) : null}
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
