import { Check, TriangleAlert } from 'lucide-react'
import { Sum } from '@/components/evidence/sum'
import { Amount } from '@/components/finance/amount'
import type { PayoutDetail } from '@/lib/server/payouts/queries'

/** What it is made of by category, and whether that is the payout, where no proof beside it says so. */
export function PayoutSum({ payout, isProven }: { payout: PayoutDetail; isProven: boolean }) {
  const { sums, itemsMinor, itemCount, amountMinor, currency, automatic } = payout
  if (itemCount === 0) {
    return (
      <section className="card" aria-label="Items">
        <p className="inner pt-3 mute">
          {automatic
            ? 'Stripe has not listed yet what this payout is made of.'
            : 'Stripe has no list of what a manual or instant payout is made of. It is rebuilt from the rows at the next reconciliation.'}
        </p>
      </section>
    )
  }
  const gap = amountMinor - itemsMinor
  return (
    <section className="card">
      <header>
        <h2>Stripe lists {itemCount === 1 ? 'one item' : `${itemCount.toLocaleString('en-GB')} items`}</h2>
      </header>
      <div className="inner stackv">
        <Sum
          parts={sums.map(({ category, items, netMinor }) => ({
            label: `${(category ?? 'not stored yet').replaceAll('_', ' ')} × ${items.toLocaleString('en-GB')}`,
            amountMinor: String(netMinor),
          }))}
          totalMinor={itemsMinor}
          currency={currency}
          total="Items together"
        />
        {isProven ? null : gap === 0n ? (
          <p className="note success">
            <Check className="ico" />
            Equals the payout to the cent.
          </p>
        ) : (
          <p className="note danger">
            <TriangleAlert className="ico" />
            <span>
              The payout is <Amount minor={amountMinor} currency={currency} />:{' '}
              <Amount minor={gap} currency={currency} difference /> is not explained by its items.
            </span>
          </p>
        )}
      </div>
    </section>
  )
}
