import { createLoader, createSerializer, parseAsStringLiteral } from 'nuqs/server'
import type { LeakSum } from '@/lib/server/leaks/queries'
import { loadQueueParams, type QueueParams, queueHref } from '../exceptions/search-params'

const leakStates = ['open', 'settled'] as const
const leaksParams = { state: parseAsStringLiteral(leakStates).withDefault('open') }
export const loadLeaksParams = createLoader(leaksParams)
export type LeaksParams = Awaited<ReturnType<typeof loadLeaksParams>>
export const leaksHref = createSerializer(leaksParams)

/** The queue, narrowed to the rows that make one sum. */
export function rowsOf({ state }: LeaksParams, sum: LeakSum, change: Partial<QueueParams>): string {
  const view = state === 'open' ? 'open' : 'resolved'
  return queueHref(loadQueueParams({}), {
    view,
    owes: sum.direction,
    currency: sum.currency,
    sort: 'amount',
    ...change,
  })
}
