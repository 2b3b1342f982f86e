import { ShortId } from '@/components/finance/short-id'
import { amountColumn, idColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
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
      <RowsTable<PayoutItem>
        caption="Balance transactions of this payout"
        rows={items}
        keyOf={(item) => item.transactionId}
        columns={[
          wide(whenColumn(zone, (item) => item.created)),
          { head: 'Category', cell: (item) => item.category?.replaceAll('_', ' ') ?? 'not stored yet' },
          idColumn('Balance transaction', (item) => item.transactionId, '/ledger/transactions'),
          { head: 'Moved by', onPhone: false, cell: (item) => (item.sourceId ? <ShortId id={item.sourceId} /> : null) },
          amountColumn('Net', (item) => ({ minor: item.netMinor, currency: item.currency })),
        ]}
      />
    </section>
  )
}
