import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { isClosed } from '@/lib/domain/close/lifecycle'
import { entity, readMonth } from '@/lib/domain/close/period'
import { trialBalance } from '@/lib/domain/close/trial-balance'
import { getMarketplace, listPeople } from '@/lib/server/access/queries'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listAdjustments } from '@/lib/server/close/adjusting/withdraw-adjustment'
import { isLastClosedMonth, listExplanations, viewPeriod } from '@/lib/server/close/queries'
import { ChecksCard } from '../checks-card'
import { DownloadsCard } from '../downloads-card'
import { StateChip } from '../months-table'
import { PeriodActs } from '../period-acts'
import { RecordCard } from '../record-card'
import { loadCloseParams, monthsHref } from '../search-params'
import { TrialCard } from '../trial-card'
import { AdjustCard } from './adjust-card'

export const metadata: Metadata = { title: 'Close' }

type Props = { params: Promise<{ month: string }>; searchParams: Promise<SearchParams> }

/** One month: what it holds, what is missing, who puts a name to it, and its files. */
export default async function MonthPage({ params, searchParams }: Props) {
  const ctx = await requireActor('console.read')
  const month = readMonth((await params).month)
  const { scope } = await loadCloseParams(searchParams)
  if (month === null) notFound()
  const place = { month, scope }
  const [view, explanations, isLast, people, adjustments, { name }] = await Promise.all([
    viewPeriod(ctx, place),
    listExplanations(ctx, scope),
    isLastClosedMonth(ctx, place),
    listPeople(ctx),
    listAdjustments(ctx, month),
    getMarketplace(ctx),
  ])
  const { period, facts } = view
  const closed = period !== null && isClosed(period.state)
  const entityName = scope === entity ? name : `${name}, ${scope}`
  return (
    <>
      <TopBar title={month} above={{ href: monthsHref(scope), label: 'Close' }} facts={[entityName, facts.zone]}>
        <PeriodActs view={view} actor={ctx.actor} place={place} explanations={explanations} isLast={isLast} />
      </TopBar>
      <PageBody>
        <div className="line">
          <StateChip state={period?.state ?? 'open'} />
        </div>
        <ChecksCard checks={closed ? period.checks : view.checks} isRecord={closed} />
        <div className="cols">
          <div className="stackv">
            <TrialCard accounts={facts.accounts} month={month} />
            {scope === entity ? (
              <AdjustCard rows={adjustments} month={month} isClosed={closed} ctx={ctx} zone={facts.zone} />
            ) : null}
          </div>
          <div className="stackv">
            <RecordCard view={view} entityName={entityName} people={people} />
            {closed && can(ctx.actor, 'close.download') ? (
              <DownloadsCard {...place} currencies={trialBalance(facts.accounts).map(({ currency }) => currency)} />
            ) : null}
          </div>
        </div>
      </PageBody>
    </>
  )
}
