import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Tabs } from '@/components/ui/tabs'
import { accountNames } from '@/lib/server/accounts/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { sumLeaksByCause, sumLeaksByMonth, sumLeaksBySeller } from '@/lib/server/leaks/queries'
import { CauseTable, MonthTable, SellerTable } from './leaks-tables'
import { leaksHref, loadLeaksParams } from './search-params'

export const metadata: Metadata = { title: 'Leaks' }

export default async function LeaksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadLeaksParams(searchParams)
  const [causes, sellers, months] = await Promise.all([
    sumLeaksByCause(ctx, params.state),
    sumLeaksBySeller(ctx, params.state),
    sumLeaksByMonth(ctx, params.state),
  ])
  const names = await accountNames(ctx, [...new Set(sellers.flatMap(({ sellerId }) => sellerId ?? []))])
  const count = causes.reduce((total, { leaks }) => total + leaks, 0)
  return (
    <>
      <TopBar
        title="Leaks"
        facts={[`${count.toLocaleString('en-GB')} ${params.state}`, 'directions are never netted']}
      />
      <PageBody>
        <Tabs
          label="Leaks"
          bare
          tabs={[
            { href: leaksHref('/leaks', { state: 'open' }), label: 'Still leaking', current: params.state === 'open' },
            { href: leaksHref('/leaks', { state: 'settled' }), label: 'Settled', current: params.state === 'settled' },
          ]}
        />
        {count === 0 ? (
          <Blank
            title={params.state === 'open' ? 'Nothing leaks' : 'Nothing was settled yet'}
            settled={params.state === 'open'}
          >
            A leak is money that is with the wrong party, or gone and booked by nobody: fees and transfers that did not
            come back, disputes, shares, rates and fees that are not what was agreed.
          </Blank>
        ) : (
          <div className="cols">
            <div className="stackv">
              <CauseTable rows={causes} params={params} />
              <SellerTable rows={sellers} params={params} names={names} />
            </div>
            <MonthTable rows={months} params={params} />
          </div>
        )}
      </PageBody>
    </>
  )
}
