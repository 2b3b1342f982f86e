import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { MetricRow } from '@/lib/server/metrics/list-metric-rows'
import { type Names, sellerName } from '../names'

type MetricRowsProps = { rows: readonly MetricRow[]; names: Names; zone: string; whole: boolean }

export function MetricRows({ rows, names, zone, whole }: MetricRowsProps) {
  const sum = rows.reduce((total, row) => total + row.addedMinor, 0n)
  const currency = rows[0]?.currency ?? ''
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Balance transactions that make the figure</caption>
        <thead>
          <tr>
            <th>When</th>
            <th>Category</th>
            <th>Charge type</th>
            <th>Seller</th>
            <th>Balance transaction</th>
            <th className="r c-amt">Adds</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.accountId} ${row.id}`}>
              <td className="mute">
                <When at={row.created} zone={zone} />
              </td>
              <td>{row.category.replaceAll('_', ' ')}</td>
              <td className="mute">{row.chargeType}</td>
              <td>{sellerName(row, names)}</td>
              <td>
                <Link className="id" href={`/ledger/transactions/${row.id}`} title={row.id}>
                  {shortId(row.id)}
                </Link>
              </td>
              <td className="r c-amt">
                <Amount minor={row.addedMinor} currency={row.currency} align="mix" />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {whole ? 'The figure' : 'On this page'}
            </th>
            <td className="r c-amt">
              <Amount minor={sum} currency={currency} align="mix" />
            </td>
          </tr>
        </tfoot>
      </table>
    </Frame>
  )
}
