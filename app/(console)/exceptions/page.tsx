import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { amountPhrase } from '@/components/finance/amount'
import { KeysHint } from '@/components/keys/keys-hint'
import { formatSpan } from '@/components/moment/instants'
import { ThemeButton } from '@/components/shell/theme-button'
import { TopBar } from '@/components/shell/top-bar'
import { can } from '@/lib/domain/access/can'
import { assignSentences } from '@/lib/domain/exceptions/can-assign'
import { requireActor } from '@/lib/server/auth/require-actor'
import { ItemView } from './[id]/item-view'
import { loadItem } from './[id]/load-item'
import { loadQueue } from './load-queue'
import { QueueBlank, QueueFoot } from './queue-foot'
import { QueueHead } from './queue-head'
import { sortLinks } from './queue-query'
import { QueueTable } from './queue-table'
import { loadQueueParams, queueHref } from './search-params'

export const metadata: Metadata = { title: 'Exceptions' }

export default async function ExceptionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireActor('console.read')
  const params = await loadQueueParams(searchParams)
  const queue = await loadQueue(ctx, params)
  // Where there is room for it, the first row lies open beside the list.
  const openId = params.item ?? queue.rows[0]?.id ?? null
  const item = openId ? await loadItem(ctx, openId) : null
  const { open, byCurrency, oldestOpenedAt } = queue.head
  const facts = [
    `${open.toLocaleString('en-GB')} open`,
    ...byCurrency.slice(0, 2).map(({ amountMinor, currency }) => amountPhrase(amountMinor, currency)),
    ...(byCurrency.length > 2 ? [`and ${byCurrency.length - 2} more currencies`] : []),
    ...(oldestOpenedAt ? [`oldest ${formatSpan(ctx.now.getTime() - oldestOpenedAt.getTime())}`] : []),
  ]
  return (
    <>
      <TopBar title="Exceptions" facts={facts}>
        <ThemeButton />
      </TopBar>
      <div className={item ? 'split' : 'split wide'} data-open={params.item ? '' : undefined}>
        <section className="list" aria-label="Exception queue">
          <QueueHead queue={queue} params={params} />
          <QueueTable
            rows={queue.rows}
            openId={openId}
            sorts={sortLinks(params)}
            people={queue.people}
            assignDisabled={can(ctx.actor, 'exception.assign') ? null : assignSentences.not_permitted}
            foot={
              queue.rows.length > 0 ? (
                <QueueFoot queue={queue} params={params} />
              ) : (
                <QueueBlank queue={queue} params={params} />
              )
            }
          />
          <div className="hints">
            <span>
              <kbd>J</kbd>
              <kbd>K</kbd>move
            </span>
            <span>
              <kbd>X</kbd>select
            </span>
            <span>
              <kbd>E</kbd>resolve
            </span>
            <span>
              <kbd>A</kbd>assign
            </span>
            <span>
              <kbd>C</kbd>comment
            </span>
            <span>
              <kbd>/</kbd>filter
            </span>
            <KeysHint />
          </div>
        </section>
        {item ? <ItemView item={item} act={params.act} back={queueHref(params, { item: null })} /> : null}
      </div>
    </>
  )
}
