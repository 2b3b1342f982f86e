import Link from 'next/link'
import { ShortId } from '@/components/finance/short-id'
import { amountColumn, whenColumn } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { EntryRow } from '@/lib/server/books/queries'
import { type Names, sellerName } from '../names'
import { type BooksParams, booksHref } from './search-params'

type EntriesTableProps = { rows: readonly EntryRow[]; names: Names; zone: string; params: BooksParams }

export function EntriesTable({ rows, names, zone, params }: EntriesTableProps) {
  return (
    <RowsTable<EntryRow>
      caption="Book entries, newest first"
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        whenColumn(zone, (row) => row.occurredAt),
        {
          head: 'Kind',
          look: 'clip',
          cell: (row) => (
            <Link className="fig" prefetch={false} href={booksHref({ ...params, before: null, kind: row.kind })}>
              {row.kind.replaceAll('_', ' ')}
            </Link>
          ),
        },
        {
          head: 'Reference',
          onPhone: false,
          cell: (row) => (
            <>
              <span className="id">{row.reference}</span> {row.isVoid ? <span className="chip">void</span> : null}
            </>
          ),
        },
        {
          head: 'Order',
          onPhone: false,
          cell: (row) => (row.orderReference ? <span className="id">{row.orderReference}</span> : null),
        },
        {
          head: 'Seller',
          onPhone: false,
          titleOf: (row) => row.sellerId ?? row.accountId,
          cell: (row) => sellerName(row, names),
        },
        {
          head: 'Stripe object',
          onPhone: false,
          cell: (row) => (row.objectId ? <ShortId id={row.objectId} /> : <span className="faint">by its order</span>),
        },
        amountColumn('Amount', (row) => ({ minor: row.amountMinor, currency: row.currency })),
      ]}
    />
  )
}
