import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { QueueHints } from '@/components/keys/queue-hints'
import { TopBar } from '@/components/shell/top-bar'
import { ExportLinks } from '@/components/table/export-links'
import { can } from '@/lib/domain/access/can'
import { assignSentences } from '@/lib/domain/exceptions/can-assign'
import { resolveSentences } from '@/lib/domain/exceptions/can-resolve'
import { tagSentences } from '@/lib/domain/exceptions/tags/tag'
import { requireActor } from '@/lib/server/auth/require-actor'
import { ItemView } from './[id]/item-view'
import { loadItem } from './[id]/load-item'
import { leftOut } from './left-out'
import { loadQueue } from './load-queue'
import { NoItem, QueueBlank, QueueFoot } from './queue-foot'
import { headFacts, QueueHead } from './queue-head'
import { sortLinks } from './queue-query'
import { isSettledView, loadQueueParams, queueHref } from './search-params'
import { columnsOf } from './table/column-choice'
import { QueueTable } from './table/queue-table'
import { TagsInUse } from './tags/tags-in-use'
import { viewQuery } from './views/view-query'

export const metadata: Metadata = { title: 'Exceptions' }

export default async function ExceptionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadQueueParams(searchParams)
  const strange = leftOut(await searchParams)
  const queue = await loadQueue(ctx, params)
  // Where there is room for it, the first row lies open beside the list.
  const openId = params.item ?? queue.rows[0]?.id ?? null
  const item = openId ? await loadItem(ctx, openId) : null
  return (
    <>
      <TopBar title="Exceptions" facts={headFacts(queue.head, ctx.now)}>
        <ExportLinks list="exceptions" query={viewQuery(params)} />
      </TopBar>
      <div className={item || params.item ? 'split' : 'split wide'} data-open={params.item ? '' : undefined}>
        <section className="list" aria-label="Exception queue">
          <QueueHead queue={queue} params={params} />
          {strange.length > 0 ? (
            <p className="note warning" role="status">
              The queue does not offer {strange.join(' and ')}: it was left out of this list.
            </p>
          ) : null}
          <QueueTable
            rows={queue.rows}
            settled={isSettledView(params)}
            columns={columnsOf(params.cols)}
            density={params.density}
            openId={openId}
            sorts={sortLinks(params)}
            people={queue.people}
            assignDisabled={can(ctx.actor, 'exception.assign') ? null : assignSentences.not_permitted}
            resolveDisabled={can(ctx.actor, 'exception.resolve') ? null : resolveSentences.not_permitted}
            tagDisabled={can(ctx.actor, 'exception.comment') ? null : tagSentences.not_permitted}
            foot={
              queue.rows.length > 0 ? (
                <QueueFoot queue={queue} params={params} />
              ) : (
                <QueueBlank queue={queue} params={params} />
              )
            }
          />
          <TagsInUse tags={queue.tags} />
          <QueueHints />
        </section>
        {item ? <ItemView item={item} act={params.act} back={queueHref(params, { item: null })} /> : null}
        {params.item && !item ? <NoItem params={params} /> : null}
      </div>
    </>
  )
}
