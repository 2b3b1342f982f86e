import type { Severity } from '@/lib/domain/exceptions/exception'
import { findingKinds } from '@/lib/domain/reconciliation/finding'
import type { Ctx } from '@/lib/server/context'
import type { ExceptionFilter } from '@/lib/server/exceptions/exception-filter'
import type { ExceptionSort, ListInput } from '@/lib/server/exceptions/queries'
import {
  directionOf,
  type QueueParams,
  queueHref,
  type Sort,
  severityWords,
  sortOf,
  sorts,
  type View,
} from './search-params'

export const pageSize = 50
export const ageHours = {
  '0': { ageToHours: 24 },
  '1': { ageFromHours: 24, ageToHours: 48 },
  '2': { ageFromHours: 48, ageToHours: 72 },
  '3': { ageFromHours: 72 },
} as const

const sortColumns: Record<Sort, ExceptionSort> = {
  due: 'due',
  closed: 'closed',
  amount: 'amount',
  age: 'opened',
  severity: 'severity',
}

/** What a view shows before any filter. `endOfToday` is midnight in the reporting zone. */
export function filterOfView(view: View, ctx: Ctx, endOfToday: Date): ExceptionFilter {
  switch (view) {
    case 'open':
      return { states: ['open'] }
    case 'mine':
      return { states: ['open'], assignee: ctx.actor.id }
    case 'today':
      return { states: ['open'], dueBefore: endOfToday }
    case 'waiting':
      return { states: ['waiting'] }
    case 'resolved':
      return { states: ['resolved', 'closed'] }
  }
}

export function filterOf(params: QueueParams, ctx: Ctx, endOfToday: Date): ExceptionFilter {
  // Whoever has an id at hand asks for that one, wherever it stands by now.
  const view = params.q ? {} : filterOfView(params.view, ctx, endOfToday)
  return {
    ...view,
    ...(params.kind.length ? { kinds: findingKinds.filter((kind) => params.kind.includes(kind)) } : {}),
    ...(params.severity.length ? { severities: params.severity.map(severityOf) } : {}),
    ...(params.currency ? { currency: params.currency } : {}),
    ...(params.seller ? { seller: params.seller } : {}),
    ...(params.owner && view.assignee === undefined ? { assignee: params.owner } : {}),
    ...(params.tag.length ? { tags: params.tag } : {}),
    ...(params.owes ? { direction: params.owes } : {}),
    ...(params.month ? { month: params.month } : {}),
    ...(params.left === null ? {} : { sellerHasLeft: params.left }),
    ...(params.age ? ageHours[params.age] : {}),
    ...(params.q ? { text: params.q } : {}),
  }
}

export function listInputOf(params: QueueParams, filter: ExceptionFilter): ListInput {
  // "Age" names how long it stands: the oldest is the one that was opened first.
  return {
    filter,
    sort: sortColumns[sortOf(params)],
    direction: directionOf(params),
    limit: pageSize,
    ...(params.after ? { cursor: params.after } : {}),
  }
}

function severityOf(word: (typeof severityWords)[number]): Severity {
  return (severityWords.indexOf(word) + 1) as Severity
}

/** For each sortable head: where it leads, and how it stands now. */
export function sortLinks(params: QueueParams): Record<string, { href: string; direction: 'asc' | 'desc' | null }> {
  return Object.fromEntries(
    sorts
      .filter((sort) => sort !== 'amount' || params.currency)
      .map((sort) => {
        const current = sortOf(params) === sort ? directionOf(params) : null
        const dir = current === 'asc' ? 'desc' : current === 'desc' ? 'asc' : null
        return [sort, { href: queueHref(params, { sort, dir, after: null }), direction: current }]
      }),
  )
}
