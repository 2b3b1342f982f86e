import { Amount } from '@/components/finance/amount'
import { amountColumn, idColumn, whenColumn } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { MetricRow } from '@/lib/server/metrics/list-metric-rows'
import { type Names, sellerName } from '../names'

type MetricRowsProps = { rows: readonly MetricRow[]; names: Names; zone: string; whole: boolean }

export function MetricRows({ rows, names, zone, whole }: MetricRowsProps) {
  const sum = rows.reduce((total, row) => total + row.addedMinor, 0n)
  const currency = rows[0]?.currency ?? ''
  return (
    <RowsTable<MetricRow>
      caption="Balance transactions that make the figure"
      rows={rows}
      keyOf={(row) => `${row.accountId} ${row.id}`}
      columns={[
        whenColumn(zone, (row) => row.created),
        { head: 'Category', cell: (row) => row.category.replaceAll('_', ' ') },
        { head: 'Charge type', look: 'mute', cell: (row) => row.chargeType },
        { head: 'Seller', cell: (row) => sellerName(row, names) },
        idColumn('Balance transaction', (row) => row.id, '/ledger/transactions'),
        amountColumn('Adds', (row) => ({ minor: row.addedMinor, currency: row.currency })),
      ]}
      foot={
        <tr>
          <th scope="row" colSpan={5}>
            {whole ? 'The figure' : 'On this page'}
          </th>
          <td className="r c-amt">
            <Amount minor={sum} currency={currency} align="mix" />
          </td>
        </tr>
      }
    />
  )
}
