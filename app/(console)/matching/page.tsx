import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { ExportLinks } from '@/components/table/export-links'
import { Tabs } from '@/components/ui/tabs'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { countProposals, listProposals, listUndecided, mostUndecided } from '@/lib/server/matching/proposals/queries'
import { MatchingTabs } from './matching-tabs'
import { ProposalCard } from './proposal-card'
import { loadMatchingParams, matchingHref, matchingViews } from './search-params'
import { UndecidedList } from './undecided-list'

export const metadata: Metadata = { title: 'Matching' }
const limit = 50

export default async function MatchingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const { state } = await loadMatchingParams(searchParams)
  const [rows, undecided, proposals, people, { reportingZone }] = await Promise.all([
    state === 'undecided' ? [] : listProposals(ctx, state, limit),
    listUndecided(ctx),
    countProposals(ctx),
    listPeople(ctx),
    getMarketplace(ctx),
  ])
  const counts = { ...proposals, undecided: undecided.length }
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const part = state !== 'undecided' && counts[state] > rows.length ? [`the surest ${rows.length} shown`] : []
  const closest = undecided.length === mostUndecided ? [`the ${mostUndecided} closest calls shown`] : []
  return (
    <>
      <TopBar
        title="Matching"
        facts={[`${counts.proposed} proposed`, 'nothing is tied without a person', ...part, ...closest]}
      >
        <ExportLinks list="matches" query={`state=${state}`} />
      </TopBar>
      <PageBody>
        <MatchingTabs at="/matching" />
        <Tabs
          label="Proposals"
          tabs={matchingViews.map((one) => ({
            href: matchingHref('/matching', { state: one }),
            label: one[0]?.toUpperCase() + one.slice(1),
            count: counts[one],
            current: one === state,
          }))}
        />
        {state === 'undecided' ? (
          <UndecidedList rows={undecided} />
        ) : rows.length === 0 ? (
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
