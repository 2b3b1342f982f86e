import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { PayoutItem } from '@/lib/server/payouts/queries'

export function PayoutItems({ items, zone, hidden }: { items: readonly PayoutItem[]; zone: string; hidden: number }) {
  return (
    <section className="card">
      <header>
        <h2>Items</h2>
        {hidden > 0 ? (
          <span className="push faint small">
            the first {items.length}; {hidden.toLocaleString('en-GB')} more are in the sums
          </span>
        ) : null}
      </header>
      <Frame>
        <table className="grid-t tight">
          <caption className="sr">Balance transactions of this payout</caption>
          <thead>
            <tr>
              <th>When</th>
              <th>Category</th>
              <th>Balance transaction</th>
              <th>Moved by</th>
              <th className="r c-amt mixed">Net</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.transactionId}>
                <td className="mute">{item.created ? <When at={item.created} zone={zone} /> : '–'}</td>
                <td>{item.category?.replaceAll('_', ' ') ?? 'not stored yet'}</td>
                <td>
                  <Link className="id" href={`/ledger/transactions/${item.transactionId}`} title={item.transactionId}>
                    {shortId(item.transactionId)}
                  </Link>
                </td>
                <td>{item.sourceId ? <span className="id">{shortId(item.sourceId)}</span> : null}</td>
                <td className="r c-amt">
                  <Amount minor={item.netMinor} currency={item.currency} align="mix" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </section>
  )
}
