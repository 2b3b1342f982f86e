import { amountColumn, idColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { TransactionRow } from '@/lib/server/transactions/queries'

type PartTableProps = { rows: readonly TransactionRow[]; part: 'available' | 'pending'; zone: string }

/** Balance transactions with the date on which Stripe lets their money go. */
export function PartTable({ rows, part, zone }: PartTableProps) {
  return (
    <RowsTable<TransactionRow>
      caption={`Balance transactions that are ${part}, newest first`}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        whenColumn(zone, (row) => row.created, 'Created'),
        { head: 'Category', onPhone: false, cell: (row) => row.category.replaceAll('_', ' ') },
        idColumn('Id', (row) => row.id, '/ledger/transactions'),
        wide(whenColumn(zone, (row) => row.availableOn, 'Available on')),
        amountColumn('Net', (row) => ({ minor: row.netMinor, currency: row.currency })),
      ]}
    />
  )
}
