import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { When } from '@/components/moment/when'
import { type Pair, Pairs } from '@/components/ui/pairs'
import { sealedField } from '@/lib/domain/personal/split-personal'
import type { RawObject } from '@/lib/domain/provider/facts'
import type { TransactionDetail } from '@/lib/server/transactions/queries'
import { transactionsHref } from './search-params'

type TransactionFactsProps = { row: TransactionDetail; account: string; zone: string }

export function TransactionFacts({ row, account, zone }: TransactionFactsProps) {
  const facts: Pair[] = [
    [
      'Id',
      <span key="id" className="id">
        {row.id}
      </span>,
    ],
    [
      'Account',
      <Link key="account" className="link" href={transactionsHref({ account: row.accountId })}>
        {account}
      </Link>,
    ],
    ['Type', row.type],
    ['Balance', row.balanceType.replaceAll('_', ' ')],
    ['Available', <When key="available" at={row.availableOn} zone={zone} />],
    ['Exchange rate', row.exchangeRate],
    [
      'Moved by',
      row.sourceId ? (
        <span key="source" className="id">
          {row.sourceId}
        </span>
      ) : null,
    ],
    ['Object', row.source ? [row.source.objectType, row.source.status].filter(Boolean).join(', ') : null],
    [
      'Stems from',
      row.source?.parentId ? (
        <span key="parent" className="id">
          {row.source.parentId}
        </span>
      ) : null,
    ],
    ['Paid out in', row.paidOutIn.length > 0 ? <Payouts key="payouts" row={row} /> : null],
  ]
  return (
    <section className="card">
      <header>
        <h2>Facts</h2>
      </header>
      <div className="inner">
        <Pairs of={facts} />
      </div>
    </section>
  )
}

/** How much of the row each payout took. */
function Payouts({ row: { paidOutIn, currency } }: { row: TransactionDetail }) {
  return (
    <ul>
      {paidOutIn.map(({ payoutId, partMinor }) => (
        <li key={payoutId}>
          <Amount minor={partMinor} currency={currency} /> in{' '}
          <Link className="id" href={`/payouts/${payoutId}`} prefetch={false}>
            {payoutId}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The object as Stripe sent it. What is personal in it stays sealed, and says so. */
export function RawFacts({ raw }: { raw: RawObject }) {
  const { [sealedField]: sealed, ...clear } = raw
  return (
    <section className="card">
      <header>
        <h2>As Stripe sent it</h2>
        {sealed === undefined ? null : <span className="push faint small">personal values are sealed</span>}
      </header>
      <div className="inner">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <pre className="raw" tabIndex={0}>
          {JSON.stringify(clear, null, 2)}
        </pre>
      </div>
    </section>
  )
}
