import { ShortId } from '@/components/finance/short-id'
import { amountColumn, idColumn, sideAmountColumn, whenColumn, wide } from '@/components/table/columns'
import { Pager } from '@/components/table/pager'
import { RowsTable } from '@/components/table/rows-table'
import type { PartsView, PartView } from '@/lib/server/payouts/composition-queries'

type CompositionPartsProps = {
  view: PartsView
  currency: string
  zone: string
  total: number
  /** This payout's own address, and the position from which it is shown. */
  href: string
  from: number
}

/** The rows that the payout consumed, in order of availability; each opens its transaction. */
export function CompositionParts({ view: { parts, next }, currency, zone, total, href, from }: CompositionPartsProps) {
  return (
    <section className="card">
      <header>
        <h2>Rows consumed</h2>
        <span className="push faint small">
          {total > parts.length
            ? `${from + 1} to ${from + parts.length} of ${total.toLocaleString('en-GB')}`
            : 'in order of availability'}
        </span>
      </header>
      <RowsTable<PartView>
        caption="Rows that this payout consumed"
        rows={parts}
        keyOf={(row) => String(row.position)}
        columns={[
          wide(whenColumn(zone, (row) => row.availableOn, 'Available')),
          { head: 'Category', cell: (row) => categoryOf(row) },
          idColumn('Transaction', (row) => row.transactionId, '/ledger/transactions'),
          { head: 'Moved by', onPhone: false, cell: (row) => (row.sourceId ? <ShortId id={row.sourceId} /> : null) },
          wide(
            sideAmountColumn('Whole row', (row) => ({ minor: row.rowMinor ?? row.partMinor, currency, soft: true })),
          ),
          amountColumn('Consumed', (row) => ({ minor: row.partMinor, currency })),
        ]}
      />
      <Pager first={from > 0 ? href : null} next={next === null ? null : `${href}?from=${next}`} />
    </section>
  )
}

function categoryOf({ category, isWhole, isEarly }: PartView): string {
  const word = category?.replaceAll('_', ' ') ?? 'not stored yet'
  return [word, isWhole ? '' : 'in part', isEarly ? 'under way' : ''].filter(Boolean).join(', ')
}
