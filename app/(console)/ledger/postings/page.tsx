import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Pager } from '@/components/table/pager'
import { describeAccount } from '@/lib/domain/ledger/chart'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listPostings } from '@/lib/server/ledger/queries'
import { ChooseAccount } from '../choose-account'
import { PostingsTable } from '../postings-table'
import { accountsOf, loadPostingsParams, placeText, postingsHref, readMoment, readPlace } from '../search-params'

export const metadata: Metadata = { title: 'Postings' }
const limit = 100

export default async function PostingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { account, currency, before } = await loadPostingsParams(searchParams)
  if (!account || !currency) return <ChooseAccount />
  const place = readPlace(before, 2)
  const occurredAt = readMoment(place?.[0])
  const [rows, { reportingZone }] = await Promise.all([
    listPostings(ctx, {
      ledgerAccount: account,
      currency,
      limit,
      ...(occurredAt ? { before: { occurredAt, id: place?.[1] ?? '' } } : {}),
    }),
    getMarketplace(ctx),
  ])
  if (rows.length === 0 && !before) notFound()
  const last = rows.at(-1)
  const description = describeAccount(account)
  const root = account.split(':')[0] ?? account
  return (
    <>
      <TopBar
        title={`${description.title}, ${currency.toUpperCase()}`}
        above={{ href: accountsOf(root, currency), label: 'Accounts' }}
        facts={[
          <span key="code" className="id">
            {account}
          </span>,
          description.says,
        ]}
      ></TopBar>
      <PageBody>
        <section className="card">
          <PostingsTable rows={rows} account={account} zone={reportingZone} />
          <Pager
            first={before ? postingsHref(account, currency) : null}
            next={
              last && rows.length === limit
                ? postingsHref(account, currency, placeText(last.occurredAt.toISOString(), last.id))
                : null
            }
            word="Earlier"
          />
        </section>
        <p className="tiny faint">
          Times in {reportingZone}. A posting is never changed: a mistake is answered by its reverse.
        </p>
      </PageBody>
    </>
  )
}
