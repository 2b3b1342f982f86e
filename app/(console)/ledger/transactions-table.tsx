import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { TransactionRow } from '@/lib/server/transactions/queries'
import type { Names } from '../names'
import { type TransactionsParams, transactionsHref } from './search-params'

type TransactionsTableProps = {
  rows: readonly TransactionRow[]
  names: Names
  zone: string
  params: TransactionsParams
}

/** Account and category narrow the list to themselves when pressed. */
export function TransactionsTable({ rows, names, zone, params }: TransactionsTableProps) {
  const narrowed = (change: Partial<TransactionsParams>) => transactionsHref({ ...params, before: null, ...change })
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Balance transactions, newest first</caption>
        <thead>
          <tr>
            <th>When</th>
            <th>Category</th>
            <th>Account</th>
            <th>Id</th>
            <th className="r c-amt mixed">Amount</th>
            <th className="r">Fee</th>
            <th className="r">Net</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.accountId} ${row.id}`}>
              <td className="mute">
                <When at={row.created} zone={zone} />
              </td>
              <td>
                <Link className="fig" href={narrowed({ category: row.category })}>
                  {row.category.replaceAll('_', ' ')}
                </Link>
              </td>
              <td>
                <Link className="fig" href={narrowed({ account: row.accountId })} title={row.accountId}>
                  {names.sellers.get(row.accountId) ?? shortId(row.accountId)}
                </Link>
              </td>
              <td>
                <Link className="id" href={`/ledger/transactions/${row.id}`} title={row.id}>
                  {shortId(row.id)}
                </Link>
              </td>
              <td className="r c-amt">
                <Amount minor={row.amountMinor} currency={row.currency} align="mix" />
              </td>
              <td className="r">
                <Amount minor={row.feeMinor} currency={row.currency} code={false} align="mix" soft />
              </td>
              <td className="r">
                <Amount minor={row.netMinor} currency={row.currency} code={false} align="mix" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}
