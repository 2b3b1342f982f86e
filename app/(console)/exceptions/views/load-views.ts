import { canChange } from '@/lib/domain/views/can-keep'
import type { Ctx } from '@/lib/server/context'
import { countExceptions } from '@/lib/server/exceptions/queries'
import { listViews } from '@/lib/server/views/queries'
import { filterOf } from '../queue-query'
import type { QueueParams } from '../search-params'
import { countText } from '../table/count-text'
import { canonicalQuery, paramsOfQuery, viewQuery } from './view-query'

/** A kept view as the queue's head shows it. */
export type QueueView = {
  id: string
  name: string
  href: string
  query: string
  version: number
  shared: boolean
  pinned: boolean
  mine: boolean
  /** Whoever keeps it, where that is somebody else. */
  keeper: string | null
  mayChange: boolean
  /** It shows what is shown now. */
  current: boolean
  /** Only tabs are counted. */
  count: string | null
}

/** The views that this person sees, with how many lines each tab leaves. */
export async function loadViews(
  ctx: Ctx,
  params: QueueParams,
  people: ReadonlyMap<string, string>,
  endOfToday: Date,
): Promise<QueueView[]> {
  const shown = viewQuery(params)
  const views = await listViews(ctx, 'exceptions')
  return Promise.all(
    views.map(async (view) => {
      const query = canonicalQuery(view.query)
      const mine = view.ownerId === ctx.actor.id
      const count = view.pinned ? await countExceptions(ctx, filterOf(paramsOfQuery(query), ctx, endOfToday)) : null
      return {
        id: view.id,
        name: view.name,
        href: query === '' ? '/exceptions' : `/exceptions?${query}`,
        query,
        version: view.version,
        shared: view.shared,
        pinned: view.pinned,
        mine,
        keeper: mine ? null : (people.get(view.ownerId) ?? 'Someone who left'),
        mayChange: canChange(view, ctx.actor).ok,
        current: query === shown,
        count: count && countText(count),
      }
    }),
  )
}
