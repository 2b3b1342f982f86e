import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { ThemeButton } from '@/components/shell/theme-button'
import { TopBar } from '@/components/shell/top-bar'
import { Pager } from '@/components/table/pager'
import { Blank } from '@/components/ui/blank'
import { Segmented } from '@/components/ui/tabs'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { countProofs, listProofs } from '@/lib/server/proof/queries'
import { namesOf } from '../../names'
import { LedgerTabs } from '../ledger-tabs'
import { ProofTable } from '../proof-table'
import { loadProofParams, placeText, proofHref, proofStates, proofWords, readPlace } from '../search-params'

export const metadata: Metadata = { title: 'Proof' }
const limit = 100

export default async function ProofPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadProofParams(searchParams)
  const [rank, accountId, currency, balanceType] = readPlace(params.after, 4) ?? []
  const [rows, counts, { reportingZone }] = await Promise.all([
    listProofs(ctx, {
      limit,
      ...(params.state ? { state: params.state } : {}),
      ...(params.account ? { accountId: params.account } : {}),
      ...(accountId && currency && balanceType
        ? { after: { rank: Number(rank), accountId, currency, balanceType } }
        : {}),
    }),
    countProofs(ctx),
    getMarketplace(ctx),
  ])
  const names = await namesOf(
    ctx,
    rows.map((row) => ({ accountId: row.accountId, sellerId: null })),
    [],
  )
  const countOf = (state: string) => counts.find((count) => count.state === state)?.cells ?? 0n
  const cells = counts.reduce((sum, count) => sum + count.cells, 0n)
  const last = rows.at(-1)
  const tabs = [null, ...proofStates].map((state) => ({
    href: proofHref({ ...params, state, after: null }),
    label: `${state ? proofWords[state] : 'All cells'} ${(state ? countOf(state) : cells).toLocaleString('en-GB')}`,
    current: params.state === state,
  }))
  return (
    <>
      <TopBar
        title="Proof"
        above={{ href: '/ledger', label: 'Ledger' }}
        facts={[`${countOf('proven')} of ${cells} cells prove to zero`]}
      >
        <ThemeButton />
      </TopBar>
      <div className="page">
        <LedgerTabs at="/ledger/proof" />
        <div className="page-head">
          <Segmented label="State" tabs={tabs} />
          <span className="small mute">
            One equation per account, currency and balance type: what Stripe says less what its transactions add up to
          </span>
        </div>
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
      </div>
    </>
  )
}
