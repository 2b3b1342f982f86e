import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { lineWords } from '@/lib/domain/sellers/statement'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getSeller, modeOf } from '@/lib/server/sellers/queries'
import { listStatementRows } from '@/lib/server/sellers/statement-rows'
import { loadTransactionsParams, placeText, readMoment, readPlace } from '../../../ledger/search-params'
import { TransactionsTable } from '../../../ledger/transactions-table'
import { namesOf } from '../../../names'
import { loadSellerRowsParams, sellerHref, sellerRowsHref, spanOf, spanParams, spanWord } from '../../search-params'

export const metadata: Metadata = { title: 'Movements of a statement' }
const limit = 100

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function SellerRowsPage({ params, searchParams }: Props) {
  const ctx = await requireActor('console.read')
  const { id } = await params
  const { currency, line, before, ...asked } = await loadSellerRowsParams(searchParams)
  const span = spanOf(asked)
  const seller = await getSeller(ctx, id)
  if (!seller || !span || !currency) notFound()
  const place = readPlace(before, 2)
  const created = readMoment(place?.[0])
  const rows = await listStatementRows(
    ctx,
    { ...modeOf(seller), accountId: id, currency, span },
    { limit, ...(line ? { line } : {}), ...(created ? { before: { created, id: place?.[1] ?? '' } } : {}) },
  )
  const [names, { reportingZone }] = await Promise.all([
    namesOf(ctx, [{ accountId: id, sellerId: null }], []),
    getMarketplace(ctx),
  ])
  const last = rows.at(-1)
  const here = { ...spanParams(span), currency, line }
  return (
    <>
      <TopBar
        title={line ? lineWords[line] : 'All movements'}
        above={{ href: sellerHref(id, span, currency), label: names.sellers.get(id) ?? id }}
        facts={[`${spanWord(span)}, ${currency.toUpperCase()}`]}
      />
      <PageBody>
        {rows.length === 0 ? (
          <Blank title="No movement here" settled={false}>
            Nothing moved on this line in {spanWord(span)}.
          </Blank>
        ) : (
          <section className="card">
            <TransactionsTable rows={rows} names={names} zone={reportingZone} params={loadTransactionsParams({})} />
            <Pager
              first={before ? sellerRowsHref(id, here) : null}
              next={
                last && rows.length === limit
                  ? sellerRowsHref(id, { ...here, before: placeText(last.created.toISOString(), last.id) })
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
