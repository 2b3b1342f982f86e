import { Amount } from '@/components/finance/amount'
import { amountColumn, idColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { MetricRow } from '@/lib/server/metrics/list-metric-rows'
import { type Names, sellerName } from '../names'

type MetricRowsProps = { rows: readonly MetricRow[]; names: Names; zone: string; figureMinor: bigint; whole: boolean }

/** Where the rows go on over pages, the page's own sum stands below them and the whole figure below that. */
export function MetricRows({ rows, names, zone, figureMinor, whole }: MetricRowsProps) {
  const sum = rows.reduce((total, row) => total + row.addedMinor, 0n)
  const currency = rows[0]?.currency ?? ''
  const line = (name: string, minor: bigint) => [
    name,
    null,
    null,
    null,
    null,
    <Amount key="sum" minor={minor} currency={currency} align="mix" />,
  ]
  return (
    <RowsTable<MetricRow>
      caption="Balance transactions that make the figure"
      rows={rows}
      keyOf={(row) => `${row.accountId} ${row.id}`}
      columns={[
        whenColumn(zone, (row) => row.created),
        { head: 'Category', onPhone: false, cell: (row) => row.category.replaceAll('_', ' ') },
        { head: 'Charge type', onPhone: false, look: 'mute', cell: (row) => row.chargeType },
        { head: 'Seller', cell: (row) => sellerName(row, names) },
        wide(idColumn('Balance transaction', (row) => row.id, '/ledger/transactions')),
        amountColumn('Adds', (row) => ({
          minor: row.addedMinor,
          currency: row.currency,
          href: `/ledger/transactions/${row.id}`,
        })),
      ]}
      foot={whole ? line('The figure', figureMinor) : line('On this page', sum)}
      wholeFoot={whole ? undefined : line('The figure', figureMinor)}
    />
  )
}
