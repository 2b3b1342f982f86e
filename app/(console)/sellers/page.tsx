import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ExportLinks } from '@/components/table/export-links'
import { Pager } from '@/components/table/pager'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listSellers } from '@/lib/server/sellers/queries'
import { namesOf } from '../names'
import { loadSellersParams, sellersHref } from './search-params'
import { SellersTable } from './sellers-table'

export const metadata: Metadata = { title: 'Sellers' }
const limit = 100

export default async function SellersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { after } = await loadSellersParams(searchParams)
  const [rows, { reportingZone }] = await Promise.all([
    listSellers(ctx, { limit, ...(after ? { after } : {}) }),
    getMarketplace(ctx),
  ])
  const { sellers } = await namesOf(
    ctx,
    rows.map(({ accountId }) => ({ accountId, sellerId: null })),
    [],
  )
  const last = rows.at(-1)
  return (
    <>
      <TopBar title="Sellers">
        <ExportLinks list="sellers" />
      </TopBar>
      <PageBody>
        {rows.length === 0 ? (
          <Blank title="No seller here" settled={false}>
            Connected accounts appear as soon as Stripe has been read.
          </Blank>
        ) : (
          <section className="card">
            <SellersTable rows={rows} names={sellers} zone={reportingZone} />
            <Pager
              first={after ? '/sellers' : null}
              next={last && rows.length === limit ? sellersHref('/sellers', { after: last.accountId }) : null}
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
