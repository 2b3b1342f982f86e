import { createHash } from 'node:crypto'
import type { Store, StripeObject } from '../store/store'

/** Families of events in which Stripe sends `….updated`. */
const UPDATED = ['charge', 'charge.dispute', 'payout', 'refund', 'transfer']
const LOOK_BACK = 5000

/**
 * A second event about the same object in the same second, telling its state *before* `event`. It is delivered last, so
 * whoever believes the payload, or orders by `created`, goes back in time. Undefined when nothing earlier was told.
 */
export function staleTwin(store: Store, account: string, event: StripeObject): StripeObject | undefined {
  const type = String(event.type)
  const family = type.slice(0, type.lastIndexOf('.'))
  const subject = objectOf(event)
  if (!UPDATED.includes(family) || subject === undefined) return undefined
  const earlier = earlierState(store.list(account, 'event'), event, subject.id)
  if (earlier === undefined) return undefined
  const id = `evt_${createHash('sha256').update(`twin ${event.id}`).digest('hex').slice(0, 24)}`
  return { ...event, id, type: `${family}.updated`, data: { object: earlier } }
}

function earlierState(events: readonly StripeObject[], event: StripeObject, id: string): StripeObject | undefined {
  const oldest = Math.max(0, events.length - LOOK_BACK)
  for (let at = events.length - 1; at >= oldest; at -= 1) {
    const other = events[at]!
    const state = other.id === event.id ? undefined : objectOf(other)
    if (state?.id === id) return state
  }
  return undefined
}

function objectOf(event: StripeObject): StripeObject | undefined {
  return (event.data as { object?: StripeObject } | undefined)?.object
}
