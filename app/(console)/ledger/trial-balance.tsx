import { Amount } from '@/components/finance/amount'
import { Frame } from '@/components/table/frame'
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
      <Frame>
        <table className="grid-t tight">
          <caption className="sr">Trial balance by currency</caption>
          <thead>
            <tr>
              <th>Currency</th>
              <th className="r">Debits</th>
              <th className="r">Credits</th>
              <th className="r">Difference</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ currency, debitMinor, creditMinor, differenceMinor }) => (
              <tr key={currency} className={differenceMinor === 0n ? undefined : 'off'}>
                <th scope="row">{currency.toUpperCase()}</th>
                <td className="r">
                  <Amount minor={debitMinor} currency={currency} code={false} align="mix" soft />
                </td>
                <td className="r">
                  <Amount minor={creditMinor} currency={currency} code={false} align="mix" soft />
                </td>
                <td className="r">
                  <Amount minor={differenceMinor} currency={currency} code={false} align="mix" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
      {unposted > 0n ? (
        <p className="note m-3">{unposted.toLocaleString('en-GB')} balance transactions wait to be posted.</p>
      ) : null}
    </section>
  )
}
