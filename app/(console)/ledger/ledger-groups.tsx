import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { Frame } from '@/components/table/frame'
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
      <Frame>
        <table className="grid-t tight">
          <caption className="sr">Balances by group of accounts and currency</caption>
          <thead>
            <tr>
              <th>Account</th>
              <th>Kind</th>
              <th className="r">Accounts</th>
              <th className="r">Postings</th>
              <th className="r c-amt mixed">Balance</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map((group) => (
              <tr key={`${group.ledgerAccount} ${group.currency}`}>
                <th scope="row" title={group.description.says}>
                  {group.description.title}
                </th>
                <td className="faint">{group.description.kind}</td>
                <td className="r mute">{group.accounts.toLocaleString('en-GB')}</td>
                <td className="r mute">{group.postings.toLocaleString('en-GB')}</td>
                <td className="r c-amt">
                  <Link className="fig" href={accountsOf(group.ledgerAccount, group.currency)}>
                    <Amount minor={group.balanceMinor} currency={group.currency} align="mix" />
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </section>
  )
}

const order = ['asset', 'liability', 'income', 'expense', 'clearing', 'suspense']

function rank(group: LedgerGroupRow): number {
  return order.indexOf(group.description.kind)
}
