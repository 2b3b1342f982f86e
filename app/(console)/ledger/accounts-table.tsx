import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { Frame } from '@/components/table/frame'
import type { LedgerAccountRow } from '@/lib/server/ledger/queries'
import { postingsHref } from './search-params'

/** Accounts with both their sides; every balance opens its postings. */
export function AccountsTable({ rows }: { rows: readonly LedgerAccountRow[] }) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Ledger accounts with their balances</caption>
        <thead>
          <tr>
            <th>Account</th>
            <th>Code</th>
            <th className="r">Postings</th>
            <th className="r">Debits</th>
            <th className="r">Credits</th>
            <th className="r c-amt mixed">Balance</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ ledgerAccount, currency, description, postings, debitMinor, creditMinor, balanceMinor }) => (
            <tr key={`${ledgerAccount} ${currency}`}>
              <th scope="row">{description.title}</th>
              <td>
                <span className="id">{ledgerAccount}</span>
              </td>
              <td className="r mute">{postings.toLocaleString('en-GB')}</td>
              <td className="r">
                <Amount minor={debitMinor} currency={currency} code={false} align="mix" soft />
              </td>
              <td className="r">
                <Amount minor={creditMinor} currency={currency} code={false} align="mix" soft />
              </td>
              <td className="r c-amt">
                <Link className="fig" href={postingsHref(ledgerAccount, currency)}>
                  <Amount minor={balanceMinor} currency={currency} align="mix" />
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}
