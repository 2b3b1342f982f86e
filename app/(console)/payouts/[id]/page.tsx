import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { amountPhrase } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getPayout } from '@/lib/server/payouts/queries'
import { namesOf } from '../../names'
import { PayoutItems } from '../payout-items'
import { PayoutSum } from '../payout-sum'
import { PayoutStatus } from '../payouts-table'

export const metadata: Metadata = { title: 'Payout' }

/** An automatic payout rebuilt from its balance transactions, to the cent, in sight. */
export default async function PayoutPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireActor('console.read')
  const [payout, { reportingZone }] = await Promise.all([getPayout(ctx, (await params).id), getMarketplace(ctx)])
  if (!payout) notFound()
  const names = await namesOf(ctx, [{ accountId: payout.accountId, sellerId: null }], [])
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
      ></TopBar>
      <PageBody>
        <div className="line">
          <PayoutStatus status={payout.status} />
          <span className="id">{payout.id}</span>
        </div>
        <div className="cols">
          {payout.itemCount > 0 ? (
            <PayoutItems items={payout.items} zone={reportingZone} hidden={payout.itemCount - payout.items.length} />
          ) : null}
          <PayoutSum payout={payout} />
        </div>
      </PageBody>
    </>
  )
}
