import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { RowsTable } from '@/components/table/rows-table'
import { can } from '@/lib/domain/access/can'
import { type DatedRate, rateHoldsDays, sourceWords } from '@/lib/domain/rates/dated-rate'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listRates, shownDays } from '@/lib/server/rates/queries'
import { MatchingTabs } from '../matching-tabs'
import { recordWords } from './rate-words'
import { RatesForm } from './rates-form'

export const metadata: Metadata = { title: 'Rates' }

/** What currencies were worth: for matches that cross them, and for balances at the end of a month. */
export default async function RatesPage() {
  const ctx = await requireActor('console.read')
  const rates = await listRates(ctx)
  return (
    <>
      <TopBar title="Matching" facts={[`rates of the last ${shownDays} days`]} />
      <PageBody>
        <MatchingTabs at="/matching/rates" />
        <div className="cols">
          <section className="card" aria-labelledby="on-file">
            <header>
              <h2 id="on-file">On file</h2>
              <span className="push faint small">a rate stands for {rateHoldsDays} days, or until a later one</span>
            </header>
            {rates.length === 0 ? (
              <p className="inner small mute">
                None. Stripe has converted nothing in these days, and nobody has entered a rate: until then nothing is
                matched across currencies.
              </p>
            ) : (
              <RowsTable<DatedRate>
                caption="Rates on file"
                rows={rates}
                keyOf={({ day, from, to, source }) => `${day} ${from} ${to} ${source}`}
                columns={[
                  { head: 'Day', names: true, className: 'nowrap', cell: ({ day }) => day },
                  { head: 'One', cell: ({ from }) => from.toUpperCase() },
                  { head: 'Is worth', className: 'r', cell: ({ rate, to }) => `${rate} ${to.toUpperCase()}` },
                  { head: 'From', cell: ({ source }) => sourceWords[source] },
                ]}
              />
            )}
          </section>
          <section className="card" aria-labelledby="enter">
            <header>
              <h2 id="enter">Enter rates</h2>
            </header>
            <div className="inner">
              <RatesForm disabledReason={can(ctx.actor, 'rate.record') ? null : recordWords.not_permitted} />
            </div>
          </section>
        </div>
      </PageBody>
    </>
  )
}
