import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from 'nuqs/server'
import { Kpi } from '@/components/chart/kpi'
import { formatDay } from '@/components/moment/instants'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getFreshness } from '@/lib/server/freshness/queries'
import { FreshnessStrip } from './freshness-strip'
import { kpisOf } from './kpis'
import { LatestDays } from './latest-days'
import { loadFigures } from './load-figures'
import { OverviewHead } from './overview-head'
import { loadOverviewParams } from './search-params'
import { TakeRateCard } from './take-rate-card'
import { loadWaiting, WaitingCard } from './waiting-card'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadOverviewParams(searchParams)
  const [figures, waiting, freshness] = await Promise.all([
    loadFigures(ctx, params),
    loadWaiting(ctx),
    getFreshness(ctx),
  ])
  const { current, zone } = figures
  return (
    <>
      <TopBar
        title="Overview"
        facts={[
          <span key="range" className="hide-s">
            {formatDay(current.range.from)} – {formatDay(current.range.to)}, {zone}
          </span>,
        ]}
      >
        <Link className="link small" href="/overview/performance">
          Performance
        </Link>
      </TopBar>
      <PageBody>
        {freshness.stripeSeconds === null && !freshness.syncing ? (
          <Blank
            title="Stripe has not been read yet"
            settled={false}
            actions={
              <Link className="btn primary" href="/sync">
                Go to sync
              </Link>
            }
          >
            Until then every figure on this page is empty: that says nothing about the money.
          </Blank>
        ) : null}
        <OverviewHead figures={figures} params={params} />
        <section className="kpis" aria-label="Key figures">
          {kpisOf(figures, params).map((kpi) => (
            <Kpi key={kpi.label} {...kpi} />
          ))}
        </section>
        <div className="cols">
          <div className="stackv">
            <TakeRateCard figures={figures} params={params} />
            <LatestDays figures={figures} params={params} />
          </div>
          <WaitingCard waiting={waiting} />
        </div>
        <FreshnessStrip freshness={freshness} />
      </PageBody>
    </>
  )
}
