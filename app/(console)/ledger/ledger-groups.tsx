import { amountColumn, countColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import type { LedgerGroupRow } from '@/lib/server/ledger/queries'
import { accountsOf } from './search-params'

/** The ledger at a glance: one line per word of the chart and currency, in the order of the chart's kinds. */
export function LedgerGroups({ groups }: { groups: readonly LedgerGroupRow[] }) {
  const ordered = groups.toSorted((a, b) => rank(a) - rank(b) || (a.ledgerAccount < b.ledgerAccount ? -1 : 1))
  return (
    <section className="card">
      <header>
        <h2>Accounts</h2>
        <span className="push faint small">balance = debits − credits</span>
      </header>
      <RowsTable<LedgerGroupRow>
        caption="Balances by group of accounts and currency"
        rows={ordered}
        keyOf={(group) => `${group.ledgerAccount} ${group.currency}`}
        columns={[
          {
            head: 'Account',
            names: true,
            titleOf: (group) => group.description.says,
            cell: (group) => group.description.title,
          },
          { head: 'Kind', onPhone: false, look: 'faint', cell: (group) => group.description.kind },
          wide(countColumn('Accounts', (group) => group.accounts, 'mute')),
          wide(countColumn('Postings', (group) => group.postings, 'mute')),
          amountColumn('Balance', (group) => ({
            minor: group.balanceMinor,
            currency: group.currency,
            href: accountsOf(group.ledgerAccount, group.currency),
          })),
        ]}
      />
    </section>
  )
}

const order = ['asset', 'liability', 'income', 'expense', 'clearing', 'suspense']

function rank(group: LedgerGroupRow): number {
  return order.indexOf(group.description.kind)
}
