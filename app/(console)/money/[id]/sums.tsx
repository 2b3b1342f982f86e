import Link from 'next/link'
import { Sum } from '@/components/evidence/sum'
import { Amount } from '@/components/finance/amount'
import { sideAmountColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { sharesOf } from '@/lib/domain/money-life/shares'
import { type AccountSum, sumsOf } from '@/lib/domain/money-life/sums'
import type { MoneyLife } from '@/lib/server/money-life/queries'
import { endSentence } from '../end-sentence'

type Sight = { life: MoneyLife; nameOf(accountId: string): string }

/** Who has the customer's money: the parts add up to what was taken from him. */
export function SharesCards({ life, nameOf }: Sight) {
  return sharesOf(life.graph, life.platforms).map((share) => (
    <section key={share.currency} className="card">
      <header>
        <h2>Who has it</h2>
      </header>
      <div className="inner">
        <Sum
          parts={[
            ...share.sellers.map(({ accountId, minor }) => ({ label: nameOf(accountId), amountMinor: String(minor) })),
            { label: 'The platform', amountMinor: String(share.platformMinor) },
            { label: 'Stripe, in fees', amountMinor: String(share.stripeMinor) },
            { label: 'Refunded', amountMinor: String(share.refundedMinor) },
            { label: 'Disputed', amountMinor: String(share.disputedMinor) },
            { label: 'In another currency, or seen on one side alone', amountMinor: String(share.unseenMinor) },
          ].filter(({ label, amountMinor }) => amountMinor !== '0' || label === 'The platform')}
          totalMinor={share.takenMinor}
          currency={share.currency}
          total="Taken from the customer"
        />
      </div>
    </section>
  ))
}

/** Per account: what each side says, what payouts took, and what is left. */
export function AccountSums({ life, nameOf }: Sight) {
  const rows = sumsOf(life.graph)
  if (rows.length === 0) return null
  return (
    <section className="card">
      <header>
        <h2>Sums by account</h2>
        <span className="push faint small">Stripe − paid out = still there</span>
      </header>
      <RowsTable<AccountSum>
        caption="What each side says of each account"
        rows={rows}
        keyOf={(row) => `${row.accountId} ${row.currency}`}
        columns={[
          {
            head: 'Account',
            names: true,
            look: 'clip',
            titleOf: (row) => row.accountId,
            cell: (row) => nameOf(row.accountId),
          },
          wide({ head: 'Books', className: 'r', cell: (row) => <Said minor={row.booksMinor} of={row} /> }),
          wide({ head: 'Ledger', className: 'r', cell: (row) => <Said minor={row.ledgerMinor} of={row} /> }),
          { head: 'Stripe', className: 'r', cell: (row) => <Amount minor={row.stripeMinor} currency={row.currency} /> },
          sideAmountColumn('Paid out', (row) => ({ minor: row.paidOutMinor, currency: row.currency })),
          sideAmountColumn('Still there', (row) => ({ minor: row.restMinor, currency: row.currency })),
        ]}
      />
    </section>
  )
}

function Said({ minor, of }: { minor: bigint | null; of: AccountSum }) {
  return minor === null ? (
    <span className="faint">–</span>
  ) : (
    <Amount minor={minor} currency={of.currency} code={false} />
  )
}

/** Where its way ends: one sentence for each payout that took of it. */
export function Ends({ life: { ends, graph } }: { life: MoneyLife }) {
  if (ends.length === 0) return null
  return (
    <section className="card">
      <header>
        <h2>Where its way ends</h2>
      </header>
      <ul className="ends">
        {ends.map((end) => (
          <li key={`${end.accountId} ${end.payoutId}`}>
            {endSentence(end, graph)}{' '}
            <Link className="link" href={`/payouts/${end.payoutId}`} prefetch={false}>
              All rows of the payout
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
