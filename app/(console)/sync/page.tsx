import type { Metadata } from 'next'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'
import { can } from '@/lib/domain/access/can'
import { getMarketplace } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { getFreshness } from '@/lib/server/freshness/queries'
import { listHealed, listQuarantine, listStuckEvents } from '@/lib/server/sync/oddities'
import { getFreshness as getTables, listCursors, listSyncRuns } from '@/lib/server/sync/queries'
import { listUnknownTypes } from '@/lib/server/sync/unknown-types'
import { namesOf } from '../names'
import { LiveRefresh } from './live-refresh'
import { CursorsCard, HealedCard, QuarantineCard, RunsCard, shown, UnknownCard } from './oddities-cards'
import { retryWords } from './retry-words'
import { RunCard, WorkerAway } from './run-card'
import { startWords } from './start-words'
import { StateCard } from './state-card'
import { StuckCard } from './stuck-card'
import { SyncButton } from './sync-button'

export const metadata: Metadata = { title: 'Sync' }

export default async function SyncPage() {
  const ctx = await requireActor('console.read')
  const [runs, fresh, state, cursors, stuck, unknown, quarantine, healed, { reportingZone: zone }] = await Promise.all([
    listSyncRuns(ctx, shown.runs),
    getFreshness(ctx),
    getTables(ctx),
    listCursors(ctx, shown.cursors),
    listStuckEvents(ctx, shown.stuck),
    listUnknownTypes(ctx),
    listQuarantine(ctx, shown.quarantine),
    listHealed(ctx, shown.healed),
    getMarketplace(ctx),
  ])
  const names = await namesOf(
    ctx,
    [...cursors, ...healed].map(({ accountId }) => ({ accountId, sellerId: null })),
    [],
  )
  const [latest] = runs
  const live = latest?.state === 'running' || latest?.state === 'queued'
  const reason = !can(ctx.actor, 'sync.start') ? startWords.not_permitted : live ? startWords.already_running : null
  return (
    <>
      <TopBar title="Sync" facts={latest ? [`${state.accounts.toLocaleString('en-GB')} accounts`] : []}>
        <SyncButton disabledReason={reason} />
      </TopBar>
      <LiveRefresh everyMs={live ? 2000 : 15_000} />
      <PageBody>
        <WorkerAway fresh={fresh} />
        {latest ? null : (
          <Blank title="Stripe has not been read yet" settled={false}>
            “Sync now” reads every account from its first transaction on. Until then there is nothing to reconcile.
          </Blank>
        )}
        <StuckCard
          rows={stuck}
          zone={zone}
          disabledReason={can(ctx.actor, 'sync.start') ? null : retryWords.not_permitted}
        />
        <div className="cols">
          <div className="stackv">
            {latest ? <RunCard run={latest} zone={zone} /> : null}
            <RunsCard runs={runs} zone={zone} />
            <UnknownCard rows={unknown} zone={zone} />
            <HealedCard rows={healed} zone={zone} names={names} />
            <QuarantineCard rows={quarantine} zone={zone} />
          </div>
          <div className="stackv">
            {latest ? <StateCard state={state} zone={zone} /> : null}
            <CursorsCard rows={cursors} zone={zone} names={names} />
          </div>
        </div>
      </PageBody>
    </>
  )
}
