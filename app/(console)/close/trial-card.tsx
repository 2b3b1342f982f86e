import { amountColumn, sideAmountColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { AccountMonth } from '@/lib/domain/close/facts'
import { byRoot } from '@/lib/domain/close/trial-balance'
import { describeAccount } from '@/lib/domain/ledger/chart'
import { accountsOf } from '../ledger/search-params'

/** Opening, movements and closing, one line per root of the chart and currency. */
export function TrialCard({ accounts, month }: { accounts: readonly AccountMonth[]; month: string }) {
  return (
    <section className="card" aria-labelledby="trial">
      <header>
        <h2 id="trial">Trial balance</h2>
        <span className="small mute">opening + debits − credits = closing</span>
      </header>
      <RowsTable<AccountMonth>
        caption={`Trial balance of ${month}`}
        rows={byRoot(accounts)}
        keyOf={(row) => `${row.ledgerAccount} ${row.currency}`}
        columns={[
          { head: 'Account', names: true, cell: (row) => describeAccount(row.ledgerAccount).title },
          wide(sideAmountColumn('Opening', (row) => ({ minor: row.openingMinor, currency: row.currency, soft: true }))),
          wide(sideAmountColumn('Debits', (row) => ({ minor: row.debitMinor, currency: row.currency, soft: true }))),
          wide(sideAmountColumn('Credits', (row) => ({ minor: row.creditMinor, currency: row.currency, soft: true }))),
          amountColumn('Closing', (row) => ({
            minor: row.closingMinor,
            currency: row.currency,
            href: accountsOf(row.ledgerAccount, row.currency),
          })),
        ]}
      />
    </section>
  )
}
