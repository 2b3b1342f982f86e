import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { formatDay } from '@/components/moment/instants'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Segmented } from '@/components/ui/tabs'
import { formulas } from '@/lib/domain/metrics/take-rate'
import { requireActor } from '@/lib/server/auth/require-actor'
import { DaysTable } from '../days-table'
import { loadFigures } from '../load-figures'
import { loadOverviewParams, overviewHref } from '../search-params'

export const metadata: Metadata = { title: 'By day' }

/** The table twin of the overview: every figure of every day, each a way to its rows. */
export default async function DaysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadOverviewParams(searchParams)
  const figures = await loadFigures(ctx, params)
  const { current, currency, zone } = figures
  return (
    <>
      <TopBar
        title={`By day, ${currency.toUpperCase()}`}
        above={{ href: overviewHref({ ...params, currency, from: null }, {}), label: 'Overview' }}
        facts={[`${formatDay(current.range.from)} – ${formatDay(current.range.to)}`, zone]}
      />
      <PageBody>
        <div className="page-head">
          <Segmented
            label="Currency"
            tabs={figures.currencies.map((one) => ({
              href: overviewHref(params, { currency: one }, '/overview/days'),
              label: one.toUpperCase(),
              current: one === currency,
            }))}
          />
        </div>
        <dl className="pairs">
          <dt>Net volume</dt>
          <dd>{formulas.volume}</dd>
          <dt>Revenue</dt>
          <dd>{formulas.revenue}</dd>
          <dt>Take rate</dt>
          <dd>{formulas.takeRate}; sums first, one division at the end, half to even</dd>
        </dl>
        <DaysTable figures={figures} />
      </PageBody>
    </>
  )
}
