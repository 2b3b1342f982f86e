import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ExportLinks } from '@/components/table/export-links'
import { Pager } from '@/components/table/pager'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listTransactions } from '@/lib/server/transactions/queries'
import { namesOf } from '../../names'
import { LedgerTabs } from '../ledger-tabs'
import { loadTransactionsParams, placeText, readMoment, readPlace, transactionsHref } from '../search-params'
import { TransactionsTable } from '../transactions-table'

export const metadata: Metadata = { title: 'Balance transactions' }
const limit = 100

export default async function TransactionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadTransactionsParams(searchParams)
  const { account, currency, category } = params
  const place = readPlace(params.before, 2)
  const created = readMoment(place?.[0])
  const [rows, { reportingZone }] = await Promise.all([
    listTransactions(ctx, {
      limit,
      ...(account ? { accountId: account } : {}),
      ...(currency ? { currency } : {}),
      ...(category ? { category } : {}),
      ...(created ? { before: { created, id: place?.[1] ?? '' } } : {}),
    }),
    getMarketplace(ctx),
  ])
  const names = await namesOf(
    ctx,
    rows.map((row) => ({ accountId: row.accountId, sellerId: null })),
    [],
  )
  const last = rows.at(-1)
  const narrowed = [account, currency?.toUpperCase(), category?.replaceAll('_', ' ')].filter(Boolean)
  return (
    <>
      <TopBar title="Balance transactions" above={{ href: '/ledger', label: 'Ledger' }} facts={narrowed}>
        <ExportLinks list="transactions" query={transactionsHref({ ...params, before: null }).split('?')[1]} />
      </TopBar>
      <PageBody>
        <LedgerTabs at="/ledger/transactions" />
        {rows.length === 0 ? (
          <Blank
            title={narrowed.length ? 'Nothing fits this filter' : 'Nothing has been read yet'}
            settled={false}
            actions={
              <a className="btn primary" href={narrowed.length ? '/ledger/transactions' : '/sync'}>
                {narrowed.length ? 'Show all' : 'Go to sync'}
              </a>
            }
          >
            Every movement of money at Stripe is a balance transaction, kept here as Stripe sent it.
          </Blank>
        ) : (
          <section className="card">
            <TransactionsTable rows={rows} names={names} zone={reportingZone} params={params} />
            <Pager
              first={params.before ? transactionsHref({ ...params, before: null }) : null}
              next={
                last && rows.length === limit
                  ? transactionsHref({ ...params, before: placeText(last.created.toISOString(), last.id) })
                  : null
              }
              word="Earlier"
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
