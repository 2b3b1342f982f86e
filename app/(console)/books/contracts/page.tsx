import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listContracts } from '@/lib/server/books/queries'
import { placeText, readPlace } from '../../ledger/search-params'
import { namesOf } from '../../names'
import { BooksTabs } from '../books-tabs'
import { ContractsTable } from '../contracts-table'
import { contractsHref, loadContractsParams } from '../search-params'

export const metadata: Metadata = { title: 'Fee contracts' }
const limit = 100

export default async function ContractsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { after } = await loadContractsParams(searchParams)
  const [sellerId, reference] = readPlace(after, 2) ?? []
  const [rows, { reportingZone }, people] = await Promise.all([
    listContracts(ctx, { limit, ...(sellerId && reference ? { after: { sellerId, reference } } : {}) }),
    getMarketplace(ctx),
    listPeople(ctx),
  ])
  const names = await namesOf(
    ctx,
    rows.map((row) => ({ accountId: row.sellerId, sellerId: row.sellerId })),
    people,
  )
  const last = rows.at(-1)
  return (
    <>
      <TopBar title="Fee contracts" above={{ href: '/books', label: 'Books' }} />
      <PageBody>
        <BooksTabs at="/books/contracts" />
        <p className="small">
          <Link className="link" href="/settings/contracts">
            Draft the next contract
          </Link>
        </p>
        {rows.length === 0 ? (
          <Blank title="No contract is on file" settled={false}>
            Contracts come in through POST /api/v1/fee-contracts or are drafted in the settings. Without one, a seller’s
            fees are not checked.
          </Blank>
        ) : (
          <section className="card">
            <ContractsTable rows={rows} names={names} zone={reportingZone} />
            <Pager
              first={after ? contractsHref(null) : null}
              next={last && rows.length === limit ? contractsHref(placeText(last.sellerId, last.reference)) : null}
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
