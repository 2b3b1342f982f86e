import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { TopBar } from '@/components/shell/top-bar'
import { requireActor } from '@/lib/server/auth/require-actor'
import { listTags } from '@/lib/server/exceptions/tags/queries'
import { loadQueueParams, queueHref } from '../search-params'
import { TagsInUse } from '../tags/tags-in-use'
import { ItemView } from './item-view'
import { loadItem } from './load-item'

export const metadata: Metadata = { title: 'Exception' }

type ItemPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

export default async function ItemPage({ params, searchParams }: ItemPageProps) {
  const ctx = await requireActor('console.read')
  const [{ id }, query] = await Promise.all([params, loadQueueParams(searchParams)])
  const [item, tags] = await Promise.all([loadItem(ctx, id), listTags(ctx)])
  if (!item) notFound()
  return (
    <>
      <TopBar title={`EX-${item.row.number}`} above={{ href: '/exceptions', label: 'Exceptions' }} />
      <div className="alone grid min-h-0">
        <TagsInUse tags={tags} />
        <ItemView item={item} act={query.act} back={queueHref(query, { item: null })} />
      </div>
    </>
  )
}
