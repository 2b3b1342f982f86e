import { shortId } from '@/components/finance/short-id'
import { amountColumn, countColumn, sideAmountColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { LedgerAccountRow } from '@/lib/server/ledger/queries'
import { postingsHref } from './search-params'

/** Accounts with both their sides; every balance opens its postings. */
export function AccountsTable({ rows }: { rows: readonly LedgerAccountRow[] }) {
  return (
    <RowsTable<LedgerAccountRow>
      caption="Ledger accounts with their balances"
      rows={rows}
      keyOf={(row) => `${row.ledgerAccount} ${row.currency}`}
      columns={[
        { head: 'Account', names: true, titleOf: (row) => row.ledgerAccount, cell: accountName },
        { head: 'Code', onPhone: false, cell: (row) => <span className="id">{row.ledgerAccount}</span> },
        wide(countColumn('Postings', (row) => row.postings, 'mute')),
        wide(sideAmountColumn('Debits', (row) => ({ minor: row.debitMinor, currency: row.currency, soft: true }))),
        wide(sideAmountColumn('Credits', (row) => ({ minor: row.creditMinor, currency: row.currency, soft: true }))),
        amountColumn('Balance', (row) => ({
          minor: row.balanceMinor,
          currency: row.currency,
          href: postingsHref(row.ledgerAccount, row.currency),
        })),
      ]}
    />
  )
}

function accountName({ description: { title, detail } }: LedgerAccountRow) {
  return (
    <>
      {title} {detail ? <span className="id only-s-in">{detail.split(' · ').map(shortId).join(' · ')}</span> : null}
    </>
  )
}
