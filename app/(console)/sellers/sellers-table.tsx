import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { ShortId } from '@/components/finance/short-id'
import { whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { SellerRow } from '@/lib/server/sellers/queries'
import { sellerHref } from './search-params'

type SellersTableProps = { rows: readonly SellerRow[]; names: ReadonlyMap<string, string>; zone: string }

export function SellersTable({ rows, names, zone }: SellersTableProps) {
  return (
    <RowsTable<SellerRow>
      caption="Sellers by their Stripe account"
      rows={rows}
      keyOf={(row) => row.accountId}
      columns={[
        {
          head: 'Seller',
          names: true,
          cell: (row) => (
            <Link className="link" href={sellerHref(row.accountId)} prefetch={false}>
              {names.get(row.accountId) ?? row.accountId}
            </Link>
          ),
        },
        { head: 'Account', onPhone: false, cell: (row) => <ShortId id={row.accountId} /> },
        { head: 'Country', onPhone: false, look: 'mute', cell: (row) => row.country ?? '–' },
        wide(whenColumn(zone, (row) => row.created, 'Since')),
        {
          head: 'State',
          cell: (row) =>
            row.deauthorizedAt ? (
              <span className="chip danger">access ended</span>
            ) : (
              <span className="chip">connected</span>
            ),
        },
        {
          head: 'Balance at Stripe',
          className: 'r c-amt mixed',
          cell: (row) =>
            row.balances.length === 0
              ? '–'
              : row.balances.map(({ currency, amountMinor }) => (
                  <Link
                    key={currency}
                    className="fig"
                    href={sellerHref(row.accountId, null, currency)}
                    prefetch={false}
                  >
                    <Amount minor={amountMinor} currency={currency} align="mix" />
                  </Link>
                )),
        },
      ]}
    />
  )
}
