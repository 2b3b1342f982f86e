import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader, type SearchParams } from 'nuqs/server'
import { amountPhrase } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getComposition, getReturn, listParts } from '@/lib/server/payouts/composition-queries'
import { getPayout } from '@/lib/server/payouts/queries'
import { parseAsPosition } from '../../ledger/search-params'
import { LifeLink } from '../../money/life-link'
import { namesOf } from '../../names'
import { CompositionParts } from '../composition-parts'
import { CompositionConfidence, CompositionProof, CompositionSentence } from '../composition-proof'
import { compositionSentence } from '../composition-words'
import { PayoutItems } from '../payout-items'
import { PayoutSum } from '../payout-sum'
import { PayoutStatus } from '../payouts-table'
import { StatementLink } from '../statement-link'

export const metadata: Metadata = { title: 'Payout' }
const load = createLoader({ from: parseAsPosition.withDefault(0) })

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

/** What a payout is made of: the sentence, the proof, how sure it is, and the rows. */
export default async function PayoutPage({ params, searchParams }: Props) {
  const ctx = await requireActor('console.read')
  const [payout, { reportingZone }] = await Promise.all([getPayout(ctx, (await params).id), getMarketplace(ctx)])
  if (!payout) notFound()
  const { from } = await load(searchParams)
  const [names, made, back, view] = await Promise.all([
    namesOf(ctx, [{ accountId: payout.accountId, sellerId: null }], []),
    getComposition(ctx, payout),
    getReturn(ctx, payout),
    listParts(ctx, payout, from),
  ])
  const paging = { href: `/payouts/${payout.id}`, from, zone: reportingZone }
  return (
    <>
      <TopBar
        title={`Payout ${shortId(payout.id)}`}
        above={{ href: '/payouts', label: 'Payouts' }}
        facts={[
          amountPhrase(payout.amountMinor, payout.currency),
          names.sellers.get(payout.accountId) ?? payout.accountId,
          <When key="at" at={payout.created} zone={reportingZone} />,
        ]}
      >
        {payout.isSellers && made ? <StatementLink payout={payout} currency={made.currency} /> : null}
        <LifeLink id={payout.id} />
      </TopBar>
      <PageBody>
        <div className="line">
          <PayoutStatus status={payout.status} />
          <span className="id">{payout.id}</span>
        </div>
        {made ? (
          <CompositionSentence text={compositionSentence(payout, made, back, reportingZone)} made={made} />
        ) : null}
        <div className="cols">
          {view.parts.length > 0 && made ? (
            <CompositionParts view={view} currency={made.currency} total={made.wholeRows + made.cutRows} {...paging} />
          ) : payout.itemCount > 0 ? (
            <PayoutItems items={payout.items} zone={reportingZone} hidden={payout.itemCount - payout.items.length} />
          ) : null}
          <div className="stackv">
            {made ? <CompositionProof made={made} back={back} /> : null}
            {payout.itemCount > 0 || !made ? <PayoutSum payout={payout} isProven={made !== null} /> : null}
            {made ? <CompositionConfidence made={made} /> : null}
          </div>
        </div>
      </PageBody>
    </>
  )
}
