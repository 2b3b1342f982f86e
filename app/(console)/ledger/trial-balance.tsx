import { sideAmountColumn } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { TrialBalanceRow } from '@/lib/server/ledger/queries'

type TrialBalanceProps = { rows: readonly TrialBalanceRow[]; unposted: bigint }

/** Debits and credits of each currency; their difference is shown even where it is zero, because it must be. */
export function TrialBalance({ rows, unposted }: TrialBalanceProps) {
  return (
    <section className="card">
      <header>
        <h2>Trial balance</h2>
        <span className="push faint small">debits − credits, zero or the ledger is broken</span>
      </header>
      <RowsTable<TrialBalanceRow>
        caption="Trial balance by currency"
        rows={rows}
        keyOf={(row) => row.currency}
        toneOf={(row) => (row.differenceMinor === 0n ? undefined : 'off')}
        columns={[
          { head: 'Currency', names: true, cell: (row) => row.currency.toUpperCase() },
          sideAmountColumn('Debits', (row) => ({ minor: row.debitMinor, currency: row.currency, soft: true })),
          sideAmountColumn('Credits', (row) => ({ minor: row.creditMinor, currency: row.currency, soft: true })),
          sideAmountColumn('Difference', (row) => ({ minor: row.differenceMinor, currency: row.currency })),
        ]}
      />
      {unposted > 0n ? (
        <p className="note m-3">{unposted.toLocaleString('en-GB')} balance transactions wait to be posted.</p>
      ) : null}
    </section>
  )
}
