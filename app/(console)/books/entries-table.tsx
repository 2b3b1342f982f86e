import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import type { EntryRow } from '@/lib/server/books/queries'
import { type Names, sellerName } from '../names'
import { type BooksParams, booksHref } from './search-params'

type EntriesTableProps = { rows: readonly EntryRow[]; names: Names; zone: string; params: BooksParams }

export function EntriesTable({ rows, names, zone, params }: EntriesTableProps) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Book entries, newest first</caption>
        <thead>
          <tr>
            <th>When</th>
            <th>Kind</th>
            <th>Reference</th>
            <th>Order</th>
            <th>Seller</th>
            <th>Stripe object</th>
            <th className="r c-amt mixed">Amount</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="mute">
                <When at={row.occurredAt} zone={zone} />
              </td>
              <td>
                <Link className="fig" href={booksHref({ ...params, before: null, kind: row.kind })}>
                  {row.kind.replaceAll('_', ' ')}
                </Link>
              </td>
              <td>
                <span className="id">{row.reference}</span>
              </td>
              <td>{row.orderReference ? <span className="id">{row.orderReference}</span> : null}</td>
              <td title={row.sellerId ?? row.accountId}>{sellerName(row, names)}</td>
              <td>
                {row.objectId ? (
                  <span className="id" title={row.objectId}>
                    {shortId(row.objectId)}
                  </span>
                ) : (
                  <span className="faint">by its order</span>
                )}
              </td>
              <td className="r c-amt">
                <Amount minor={row.amountMinor} currency={row.currency} align="mix" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}
