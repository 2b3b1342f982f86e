import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listLedgerAccounts } from '@/lib/server/ledger/queries'
import { AccountsTable } from '../accounts-table'
import { LedgerTabs } from '../ledger-tabs'
import { accountsHref, loadAccountsParams, placeText, readPlace } from '../search-params'

export const metadata: Metadata = { title: 'Ledger accounts' }
const limit = 100

export default async function AccountsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadAccountsParams(searchParams)
  const place = readPlace(params.after, 2)
  const rows = await listLedgerAccounts(ctx, {
    limit,
    ...(params.root ? { root: params.root } : {}),
    ...(params.currency ? { currency: params.currency } : {}),
    ...(place ? { after: { ledgerAccount: place[0] ?? '', currency: place[1] ?? '' } } : {}),
  })
  const last = rows.at(-1)
  const title = (params.root && rows[0]?.description.title) || 'All accounts'
  return (
    <>
      <TopBar
        title={title}
        above={{ href: '/ledger', label: 'Ledger' }}
        facts={rows[0] && params.root ? [rows[0].description.says] : []}
      />
      <PageBody>
        <LedgerTabs at="/ledger/accounts" />
        {rows.length === 0 ? (
          <Blank title="No account here" settled={false}>
            Nothing is posted to such an account{params.currency ? ` in ${params.currency.toUpperCase()}` : ''} yet.
          </Blank>
        ) : (
          <section className="card">
            <AccountsTable rows={rows} />
            <Pager
              first={params.after ? accountsHref('/ledger/accounts', { ...params, after: null }) : null}
              next={
                last && rows.length === limit
                  ? accountsHref('/ledger/accounts', { ...params, after: placeText(last.ledgerAccount, last.currency) })
                  : null
              }
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
