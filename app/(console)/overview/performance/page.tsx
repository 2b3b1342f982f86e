import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { formatDay } from '@/components/moment/instants'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Segmented } from '@/components/ui/tabs'
import { buckets } from '@/lib/domain/metrics/performance'
import { requireActor } from '@/lib/server/auth/require-actor'
import { ByTypeCard } from './by-type-card'
import { KeyFigures } from './key-figures'
import { loadPerformance } from './load-performance'
import { PeriodsCard } from './periods-card'
import { RatesNote } from './rates-note'
import { loadPerformanceParams, performanceHref, spans } from './search-params'
import { WatchdogsCard } from './watchdogs-card'
import { WaterfallCard } from './waterfall-card'

export const metadata: Metadata = { title: 'Performance' }

/** What was sold and what is left of it: read once a week, by those who look at no rows. */
export default async function PerformancePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadPerformanceParams(searchParams)
  const view = await loadPerformance(ctx, params)
  return (
    <>
      <TopBar
        title="Performance"
        above={{ href: '/overview', label: 'Overview' }}
        facts={[`${formatDay(view.range.from)} – ${formatDay(view.range.to)}`, view.zone]}
      />
      <PageBody>
        <div className="page-head">
          <Segmented
            label="Span"
            tabs={spans.map((span) => ({
              href: performanceHref(params, { span }),
              label: `${span} days`,
              current: span === params.span,
            }))}
          />
          <Segmented
            label="By"
            tabs={buckets.map((by) => ({
              href: performanceHref(params, { by }),
              label: by,
              current: by === params.by,
            }))}
          />
          <Segmented
            label="Currency"
            tabs={[
              {
                href: performanceHref(params, { currency: null }),
                label: `All in ${view.reportingCurrency.toUpperCase()}`,
                current: view.isConverted,
              },
              ...view.currencies.map((currency) => ({
                href: performanceHref(params, { currency }),
                label: currency.toUpperCase(),
                current: !view.isConverted && view.currency === currency,
              })),
            ]}
          />
        </div>
        <KeyFigures view={view} />
        <RatesNote view={view} />
        <WatchdogsCard view={view} />
        <div className="cols even">
          <WaterfallCard view={view} />
          <ByTypeCard view={view} />
        </div>
        <PeriodsCard view={view} by={params.by} />
      </PageBody>
    </>
  )
}
