import type { StripeObject } from '../store/store'

/** Nothing in this world is caused by a request that the events could name. Shared: there are very many events. */
const NOBODY = Object.freeze({ id: null, idempotency_key: null })

export type EventInput = {
  id: string
  type: string
  created: number
  snapshot: { object: string }
  /** The connected account that the event comes from; absent for the platform's own. */
  account?: string
  previous?: Record<string, unknown>
}

export function event(input: EventInput): StripeObject {
  return {
    id: input.id,
    object: 'event',
    ...(input.account === undefined ? {} : { account: input.account }),
    api_version: '2026-10-28.endive',
    created: input.created,
    data: { object: input.snapshot, ...(input.previous === undefined ? {} : { previous_attributes: input.previous }) },
    livemode: false,
    pending_webhooks: 1,
    request: NOBODY,
    type: input.type,
  }
}
