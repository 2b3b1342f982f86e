import Link from 'next/link'
import { shortId } from '@/components/finance/short-id'
import { amountColumn, idColumn, sideAmountColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
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
    <RowsTable<TransactionRow>
      caption="Balance transactions, newest first"
      rows={rows}
      keyOf={(row) => `${row.accountId} ${row.id}`}
      columns={[
        whenColumn(zone, (row) => row.created),
        {
          head: 'Category',
          look: 'clip',
          cell: (row) => (
            <Link className="fig" prefetch={false} href={narrowed({ category: row.category })}>
              {row.category.replaceAll('_', ' ')}
            </Link>
          ),
        },
        {
          head: 'Account',
          onPhone: false,
          cell: (row) => (
            <Link className="fig" prefetch={false} href={narrowed({ account: row.accountId })} title={row.accountId}>
              {names.sellers.get(row.accountId) ?? shortId(row.accountId)}
            </Link>
          ),
        },
        wide(idColumn('Id', (row) => row.id, '/ledger/transactions')),
        amountColumn('Amount', (row) => ({
          minor: row.amountMinor,
          currency: row.currency,
          href: `/ledger/transactions/${row.id}`,
        })),
        wide(sideAmountColumn('Fee', (row) => ({ minor: row.feeMinor, currency: row.currency, soft: true }))),
        wide(sideAmountColumn('Net', (row) => ({ minor: row.netMinor, currency: row.currency }))),
      ]}
    />
  )
}
