import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { dayIn } from '@/components/moment/instants'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { getMarketplace } from '@/lib/server/access/queries'
import { accountNames } from '@/lib/server/accounts/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getSeller, modeOf } from '@/lib/server/sellers/queries'
import { getSellerStatement } from '@/lib/server/sellers/seller-statement'
import { findSellerMoney } from '@/lib/server/sellers/where-is-money'
import { loadSellerParams, spanOf } from '../search-params'
import { MoneyCard } from './money-card'
import { StatementCard } from './statement-card'

export const metadata: Metadata = { title: 'Seller' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function SellerPage({ params, searchParams }: Props) {
  const ctx = await requireActor('console.read')
  const { id } = await params
  const asked = await loadSellerParams(searchParams)
  const [seller, { reportingZone }] = await Promise.all([getSeller(ctx, id), getMarketplace(ctx)])
  if (!seller) notFound()
  const currency = seller.currencies.find((one) => one === asked.currency) ?? seller.currencies[0]
  const span = spanOf(asked) ?? { month: dayIn(ctx.now, reportingZone).slice(0, 7) }
  const [names, places, statement] = await Promise.all([
    accountNames(ctx, [id]),
    findSellerMoney(ctx, seller),
    currency ? getSellerStatement(ctx, { ...modeOf(seller), accountId: id, currency, span }) : null,
  ])
  if (currency && statement === null) notFound()
  return (
    <>
      <TopBar title={names.get(id) ?? id} above={{ href: '/sellers', label: 'Sellers' }} facts={[id]} />
      <PageBody>
        {statement === null ? (
          <Blank title="No money has moved here yet" settled={false}>
            The statement begins with the first movement on this account.
          </Blank>
        ) : (
          <div className="cols">
            <StatementCard statement={statement} currencies={seller.currencies} />
            <MoneyCard places={places} />
          </div>
        )}
      </PageBody>
    </>
  )
}
