import type { Metadata } from 'next'
import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { ThemeButton } from '@/components/shell/theme-button'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/ui/blank'
import { requireActor } from '@/lib/server/auth/require-actor'
import { countUnposted, listLedgerGroups, trialBalance } from '@/lib/server/ledger/queries'
import { LedgerGroups } from './ledger-groups'
import { LedgerTabs } from './ledger-tabs'

export const metadata: Metadata = { title: 'Ledger' }

export default async function LedgerPage() {
  const ctx = await requireActor('console.read')
  const [trial, groups, unposted] = await Promise.all([trialBalance(ctx), listLedgerGroups(ctx), countUnposted(ctx)])
  const off = trial.filter((row) => row.differenceMinor !== 0n).length
  const facts = trial.length > 0 ? [off === 0 ? 'debits equal credits' : `${off} currencies do not balance`] : []
  return (
    <>
      <TopBar title="Ledger" facts={facts}>
        <ThemeButton />
      </TopBar>
      <div className="page">
        <LedgerTabs at="/ledger" />
        {trial.length === 0 ? (
          <Blank
            title="Nothing is posted yet"
            settled={false}
            actions={
              <Link className="btn primary" href="/sync">
                Go to sync
              </Link>
            }
          >
            Every balance transaction that Stripe has is posted here with a debit and a credit, as soon as it is read.
          </Blank>
        ) : (
          <div className="cols">
            <LedgerGroups groups={groups} />
            <section className="card">
              <header>
                <h2>Trial balance</h2>
                <span className="push faint small">debits − credits, zero or the ledger is broken</span>
              </header>
              <div className="frame">
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
                    {trial.map(({ currency, debitMinor, creditMinor, differenceMinor }) => (
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
              </div>
              {unposted > 0n ? (
                <p className="note m-3">{unposted.toLocaleString('en-GB')} balance transactions wait to be posted.</p>
              ) : null}
            </section>
          </div>
        )}
      </div>
    </>
  )
}
