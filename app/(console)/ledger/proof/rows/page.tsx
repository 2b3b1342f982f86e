import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { amountPhrase } from '@/components/finance/amount'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getPartTotal, listPartRows } from '@/lib/server/proof/part-rows'
import { namesOf } from '../../../names'
import { loadPartParams, partHref, placeText, proofHref, readMoment, readPlace } from '../../search-params'
import { PartTable } from '../part-table'

export const metadata: Metadata = { title: 'Rows of a balance' }
const limit = 100

export default async function PartPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { account, currency, balance, part, before } = await loadPartParams(searchParams)
  const above = { href: proofHref({ state: null, account, after: null }), label: 'Proof' }
  const cell = account && currency && balance ? { accountId: account, currency, balanceType: balance } : null
  const place = readPlace(before, 2)
  const created = readMoment(place?.[0])
  const [rows, totalMinor, { reportingZone }] = await Promise.all([
    cell && part
      ? listPartRows(ctx, { ...cell, part, limit, before: created ? { created, id: place?.[1] ?? '' } : undefined })
      : [],
    cell && part ? getPartTotal(ctx, { ...cell, part }) : null,
    getMarketplace(ctx),
  ])
  const names = await namesOf(ctx, account ? [{ accountId: account, sellerId: null }] : [], [])
  const last = rows.at(-1)
  const title = part ? `Rows that are ${part}` : 'Rows of a balance'
  const facts = cell ? [names.sellers.get(cell.accountId) ?? cell.accountId] : []
  if (cell && totalMinor !== null) facts.push(`adding up to ${amountPhrase(totalMinor, cell.currency)}`)
  return (
    <>
      <TopBar title={title} above={above} facts={facts} />
      <PageBody>
        {!cell || !part || !last ? (
          <Blank title={cell && part ? 'No row is in this part' : 'Choose a line of the proof first'} settled={false}>
            Available and pending are lines of the proof; the figure of the ledger in such a line opens its rows.
          </Blank>
        ) : (
          <section className="card">
            <PartTable rows={rows} part={part} zone={reportingZone} />
            <Pager
              first={before ? partHref(cell, part) : null}
              next={rows.length === limit ? partHref(cell, part, placeText(last.created.toISOString(), last.id)) : null}
              word="Earlier"
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
