import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Pager } from '@/components/table/pager'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { countProofs, countSplitsApart, listProofs } from '@/lib/server/proof/queries'
import { namesOf } from '../../names'
import { LedgerTabs } from '../ledger-tabs'
import { loadProofParams, placeText, proofHref, readPlace } from '../search-params'
import { ProofHead, proofTotals } from './proof-head'
import { ProofTable } from './proof-table'

export const metadata: Metadata = { title: 'Proof' }
const limit = 100

export default async function ProofPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadProofParams(searchParams)
  const [rank, accountId, currency, balanceType] = readPlace(params.after, 4) ?? []
  const [rows, counts, differing, { reportingZone }] = await Promise.all([
    listProofs(ctx, {
      limit,
      ...(params.state ? { state: params.state } : {}),
      ...(params.account ? { accountId: params.account } : {}),
      ...(/^\d$/.test(rank ?? '') && accountId && currency && balanceType
        ? { after: { rank: Number(rank), accountId, currency, balanceType } }
        : {}),
    }),
    countProofs(ctx),
    countSplitsApart(ctx),
    getMarketplace(ctx),
  ])
  const names = await namesOf(
    ctx,
    rows.map((row) => ({ accountId: row.accountId, sellerId: null })),
    [],
  )
  const { proven, cells } = proofTotals(counts)
  const last = rows.at(-1)
  return (
    <>
      <TopBar
        title="Proof"
        above={{ href: '/ledger', label: 'Ledger' }}
        facts={[`${proven} of ${cells} cells prove to zero`]}
      />
      <PageBody>
        <LedgerTabs at="/ledger/proof" />
        <ProofHead counts={counts} differing={differing} params={params} />
        {rows.length === 0 ? (
          <Blank title={cells === 0n ? 'Nothing is proven yet' : 'No cell in this state'} settled={cells > 0n}>
            {cells === 0n
              ? 'After the first sync every balance is read and held against the ledger.'
              : 'Every other cell is under “All cells”.'}
          </Blank>
        ) : (
          <section className="card">
            <ProofTable rows={rows} names={names} zone={reportingZone} />
            <Pager
              first={params.after ? proofHref({ ...params, after: null }) : null}
              next={
                last && rows.length === limit
                  ? proofHref({
                      ...params,
                      after: placeText(String(last.rank), last.accountId, last.currency, last.balanceType),
                    })
                  : null
              }
            />
          </section>
        )}
      </PageBody>
    </>
  )
}
