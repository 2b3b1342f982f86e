import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import { Frame } from '@/components/table/frame'
import { describeAccount } from '@/lib/domain/ledger/chart'
import type { PostingView } from '@/lib/server/ledger/queries'
import { postingsHref } from './search-params'

type PostingsTableProps = { rows: readonly PostingView[]; account?: string; zone: string }

/** Postings with both their accounts. Seen from one account, a debit is plus and a credit minus. */
export function PostingsTable({ rows, account, zone }: PostingsTableProps) {
  return (
    <Frame>
      <table className="grid-t tight">
        <caption className="sr">Postings</caption>
        <thead>
          <tr>
            <th>When</th>
            <th>Debit</th>
            <th>Credit</th>
            {account ? <th>Balance transaction</th> : null}
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
                <AccountCode code={row.debit} currency={row.currency} here={account} />
              </td>
              <td>
                <AccountCode code={row.credit} currency={row.currency} here={account} />
              </td>
              {account ? (
                <td>
                  <Link className="id" href={`/ledger/transactions/${row.transactionId}`} title={row.transactionId}>
                    {shortId(row.transactionId)}
                  </Link>
                </td>
              ) : null}
              <td className="r c-amt">
                <Amount
                  minor={account === row.credit ? -row.amountMinor : row.amountMinor}
                  currency={row.currency}
                  align="mix"
                  difference={account !== undefined}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}

/** The account in words; its code is the title. */
function AccountCode({ code, currency, here }: { code: string; currency: string; here: string | undefined }) {
  if (code === here) return <span className="faint">this account</span>
  const { title, detail } = describeAccount(code)
  return (
    <Link className="fig" href={postingsHref(code, currency)} title={code}>
      {title} {detail ? <span className="id">{detail.split(' · ').map(shortId).join(' · ')}</span> : null}
    </Link>
  )
}
