import type { Metadata } from 'next'
import Link from 'next/link'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { requireActor } from '@/lib/server/auth/require-actor'
import { countUnposted, listLedgerGroups, trialBalance } from '@/lib/server/ledger/queries'
import { LedgerGroups } from './ledger-groups'
import { LedgerTabs } from './ledger-tabs'
import { TrialBalance } from './trial-balance'

export const metadata: Metadata = { title: 'Ledger' }

export default async function LedgerPage() {
  const ctx = await requireActor('console.read')
  const [trial, groups, unposted] = await Promise.all([trialBalance(ctx), listLedgerGroups(ctx), countUnposted(ctx)])
  const off = trial.filter((row) => row.differenceMinor !== 0n).length
  const facts = trial.length > 0 ? [off === 0 ? 'debits equal credits' : `${off} currencies do not balance`] : []
  return (
    <>
      <TopBar title="Ledger" facts={facts} />
      <PageBody>
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
            <TrialBalance rows={trial} unposted={unposted} />
          </div>
        )}
      </PageBody>
    </>
  )
}
