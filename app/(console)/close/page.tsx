import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Segmented } from '@/components/ui/tabs'
import { entity } from '@/lib/domain/close/period'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listMonths, listOwnAccounts } from '@/lib/server/close/queries'
import { MonthsTable } from './months-table'
import { loadCloseParams, monthsHref } from './search-params'

export const metadata: Metadata = { title: 'Close' }

export default async function ClosePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { scope } = await loadCloseParams(searchParams)
  const [months, people, own, { name, reportingZone }] = await Promise.all([
    listMonths(ctx, scope),
    listPeople(ctx),
    listOwnAccounts(ctx),
    getMarketplace(ctx),
  ])
  const scopes = [...new Set([entity, ...own, scope])]
  return (
    <>
      <TopBar title="Close" facts={[scope === entity ? name : scope, reportingZone]}>
        <Link className="btn" href="/close/setup">
          Set up
        </Link>
      </TopBar>
      <PageBody>
        <div className="page-head">
          <Segmented
            label="Whose months"
            tabs={scopes.map((one) => ({
              href: monthsHref(one),
              label: one === entity ? 'The entity' : one,
              current: one === scope,
            }))}
          />
          <span className="small mute">
            Two people close a month. What belongs to it and comes later is booked in the next one, and flagged.
          </span>
        </div>
        {months.length === 0 ? (
          <Blank
            title="No month to close"
            settled={false}
            actions={
              <Link className="btn primary" href="/sync">
                Go to sync
              </Link>
            }
          >
            A month appears as soon as money moved in it.
          </Blank>
        ) : (
          <MonthsTable months={months} scope={scope} people={people} zone={reportingZone} />
        )}
      </PageBody>
    </>
  )
}
