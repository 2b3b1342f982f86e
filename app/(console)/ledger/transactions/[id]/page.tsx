import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Sum } from '@/components/evidence/sum'
import { amountPhrase } from '@/components/finance/amount'
import { When } from '@/components/moment/when'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getTransaction } from '@/lib/server/transactions/queries'
import { LifeLink } from '../../../money/life-link'
import { namesOf } from '../../../names'
import { PostingsTable } from '../../postings-table'
import { RawFacts, TransactionFacts } from '../../transaction-facts'

export const metadata: Metadata = { title: 'Balance transaction' }

export default async function TransactionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireActor('console.read')
  const [row, { reportingZone }] = await Promise.all([getTransaction(ctx, (await params).id), getMarketplace(ctx)])
  if (!row) notFound()
  const names = await namesOf(ctx, [{ accountId: row.accountId, sellerId: null }], [])
  return (
    <>
      <TopBar
        title={row.category.replaceAll('_', ' ')}
        above={{ href: '/ledger/transactions', label: 'Balance transactions' }}
        facts={[amountPhrase(row.netMinor, row.currency), <When key="at" at={row.created} zone={reportingZone} />]}
      >
        <LifeLink id={row.id} />
      </TopBar>
      <PageBody>
        <div className="cols">
          <div className="stackv">
            <section className="card">
              <header>
                <h2>Postings</h2>
                <span className="push faint small">every debit has its credit</span>
              </header>
              {row.postings.length > 0 ? (
                <PostingsTable rows={row.postings} zone={reportingZone} />
              ) : (
                <p className="note m-3">It is stored and waits to be posted.</p>
              )}
            </section>
            <RawFacts raw={row.raw} />
          </div>
          <div className="stackv">
            <section className="card">
              <header>
                <h2>Net</h2>
                <span className="push faint small">amount − fee</span>
              </header>
              <div className="inner">
                <Sum
                  parts={[
                    { label: 'Amount', amountMinor: String(row.amountMinor) },
                    { label: 'Fee', amountMinor: String(-row.feeMinor) },
                  ]}
                  totalMinor={row.netMinor}
                  currency={row.currency}
                  total="Net"
                />
              </div>
            </section>
            <TransactionFacts
              row={row}
              account={names.sellers.get(row.accountId) ?? row.accountId}
              zone={reportingZone}
            />
          </div>
        </div>
      </PageBody>
    </>
  )
}
