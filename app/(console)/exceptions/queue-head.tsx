import Link from 'next/link'
import { amountPhrase } from '@/components/finance/amount'
import { formatSpan } from '@/components/moment/instants'
import { type Tab, Tabs } from '@/components/ui/tabs'
import type { Queue } from './load-queue'
import { QueueFilters } from './queue-filters'
import { ageWords, type QueueParams, queueHref, type View, views } from './search-params'
import { viewQuery } from './views/view-query'
import { ViewsMenu } from './views/views-menu'

const viewWords: Record<View, string> = {
  open: 'All open',
  mine: 'Mine',
  today: 'Due today',
  waiting: 'Waiting',
  resolved: 'Resolved',
}

/** Views as tabs, filters as chips, and how old what is shown has become. */
export function QueueHead({ queue, params }: { queue: Queue; params: QueueParams }) {
  const tabs: Tab[] = views.map((view) => ({
    href: view === 'open' ? '/exceptions' : `/exceptions?view=${view}`,
    label: viewWords[view],
    count: queue.viewCounts[view],
    // An id is looked for in every view; a tab of one's own that shows just this stands for it.
    current: params.view === view && !params.q && !queue.kept.some((kept) => kept.pinned && kept.current),
  }))
  const pinned: Tab[] = queue.kept
    .filter((kept) => kept.pinned)
    .map(({ href, name, count, current }) => ({ href, label: name, count: count ?? undefined, current }))
  return (
    <div className="list-head">
      <div className="line">
        <Tabs label="Views" tabs={[...tabs, ...pinned]} />
        <span className="push" />
        <Link className="link small nowrap" href="/exceptions/causes">
          By cause
        </Link>
      </div>
      <QueueFilters
        groups={queue.groups}
        views={<ViewsMenu views={queue.kept} query={viewQuery(params)} shareDisabled={queue.shareDisabled} />}
      />
      {params.view === 'resolved' || params.q ? null : <Ageing queue={queue} params={params} />}
    </div>
  )
}

function Ageing({ queue, params }: { queue: Queue; params: QueueParams }) {
  const total = queue.ageCounts.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  return (
    <nav className="ageing" aria-label="By age">
      {queue.ageCounts.map(({ age, count }) => {
        const on = params.age === age
        return (
          <Link
            key={age}
            href={queueHref(params, { age: on ? null : age, after: null, item: null })}
            aria-current={on ? 'true' : undefined}
            scroll={false}
            style={{ flex: `${Math.max(count, total / 40)} 1 0` }}
          >
            <i className={count > 0 ? `a${age}` : 'none'} />
            <span>
              {ageWords[age]} <b>{count.toLocaleString('en-GB')}</b>
            </span>
          </Link>
        )
      })}
    </nav>
  )
}

/** "41 open · USD 18,240.15 · oldest 3 d 4 h": how big it is, in the top bar. */
export function headFacts({ open, byCurrency, oldestOpenedAt }: Queue['head'], now: Date): string[] {
  return [
    `${open.toLocaleString('en-GB')} open`,
    ...byCurrency.slice(0, 2).map(({ amountMinor, currency }) => amountPhrase(amountMinor, currency)),
    ...(byCurrency.length > 2 ? [`and ${byCurrency.length - 2} more currencies`] : []),
    ...(oldestOpenedAt ? [`oldest ${formatSpan(now.getTime() - oldestOpenedAt.getTime())}`] : []),
  ]
}
