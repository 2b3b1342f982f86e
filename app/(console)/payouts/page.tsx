import type { Metadata } from 'next'
import { createLoader, createSerializer, parseAsString, type SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ExportLinks } from '@/components/table/export-links'
import { Pager } from '@/components/table/pager'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listPayouts } from '@/lib/server/payouts/queries'
import { LedgerTabs } from '../ledger/ledger-tabs'
import { placeText, readMoment, readPlace } from '../ledger/search-params'
import { namesOf } from '../names'
import { PayoutsTable } from './payouts-table'

export const metadata: Metadata = { title: 'Payouts' }
const limit = 100
const payoutsParams = { before: parseAsString }
const load = createLoader(payoutsParams)
const hrefOf = createSerializer(payoutsParams)

export default async function PayoutsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { before } = await load(searchParams)
  const place = readPlace(before, 2)
  const created = readMoment(place?.[0])
  const [rows, { reportingZone }] = await Promise.all([
    listPayouts(ctx, { limit, ...(created ? { before: { created, id: place?.[1] ?? '' } } : {}) }),
    getMarketplace(ctx),
  ])
  const names = await namesOf(
    ctx,
    rows.map((row) => ({ accountId: row.accountId, sellerId: null })),
    [],
  )
  const last = rows.at(-1)
  return (
    <>
      <TopBar title="Payouts" above={{ href: '/ledger', label: 'Ledger' }}>
        <ExportLinks list="payouts" />
      </TopBar>
      <PageBody>
        <LedgerTabs at="/payouts" />
        {rows.length === 0 ? (
          <Blank
            title="No payout yet"
            settled={false}
            actions={
              <a className="btn primary" href="/sync">
                Go to sync
              </a>
            }
          >
            Payouts appear as soon as Stripe has sent money to a bank.
          </Blank>
        ) : (
          <section className="card">
            <PayoutsTable rows={rows} names={names} zone={reportingZone} />
            <Pager
              first={before ? '/payouts' : null}
              next={
                last && rows.length === limit
                  ? hrefOf('/payouts', { before: placeText(last.created.toISOString(), last.id) })
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
