import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { Tabs } from '@/components/ui/tabs'
import { proposalStates } from '@/lib/domain/matching/proposals/proposal'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { countProposals, listProposals } from '@/lib/server/matching/proposals/queries'
import { MatchingTabs } from './matching-tabs'
import { ProposalCard } from './proposal-card'
import { loadMatchingParams, matchingHref } from './search-params'

export const metadata: Metadata = { title: 'Matching' }
const limit = 50

export default async function MatchingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { state } = await loadMatchingParams(searchParams)
  const [rows, counts, people, { reportingZone }] = await Promise.all([
    listProposals(ctx, state, limit),
    countProposals(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const part = counts[state] > rows.length ? [`the surest ${rows.length} of ${counts[state]}`] : []
  return (
    <>
      <TopBar title="Matching" facts={[`${counts.proposed} proposed`, 'nothing is tied without a person', ...part]} />
      <PageBody>
        <MatchingTabs at="/matching" />
        <Tabs
          label="Proposals"
          tabs={proposalStates.map((one) => ({
            href: matchingHref('/matching', { state: one }),
            label: one[0]?.toUpperCase() + one.slice(1),
            count: counts[one],
            current: one === state,
          }))}
        />
        {rows.length === 0 ? (
          <Blank title={state === 'proposed' ? 'Nothing is proposed' : `Nothing was ${state}`}>
            What is certain is tied by itself. What is left on both sides is held against each other by the active
            policy, and shown here with its reasons.
          </Blank>
        ) : (
          <div className="stackv">
            {rows.map((row) => (
              <ProposalCard key={row.id} row={row} actor={ctx.actor} zone={reportingZone} people={names} />
            ))}
          </div>
        )}
      </PageBody>
    </>
  )
}
