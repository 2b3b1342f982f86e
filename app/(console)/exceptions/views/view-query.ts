import { loadQueueParams, type QueueParams, queueHref } from '../search-params'

/** What a view keeps of an address: everything but the place in the list and what lies open beside it. */
export function viewQuery(params: QueueParams): string {
  const href = queueHref(params, { after: null, item: null })
  return href.split('?')[1] ?? ''
}

/** An address as the queue reads it now: a filter that is offered no more is left out of it. */
export function paramsOfQuery(query: string): QueueParams {
  return loadQueueParams(new URLSearchParams(query))
}

/** The one way to write an address, so that equal views are equal texts. */
export function canonicalQuery(query: string): string {
  return viewQuery(paramsOfQuery(query))
}
