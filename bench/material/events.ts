import type { RawObject } from '@/lib/domain/provider/facts'
import { chargeAt, firstSecond } from './charges'
import { stripeId } from './digits'

/** An event as Stripe posts it: the charge as it was, what changed, and the request that did it. */
export function eventAt(place: number): RawObject {
  return {
    id: stripeId('evt', place),
    object: 'event',
    api_version: '2026-10-28.endive',
    created: firstSecond + place,
    data: { object: chargeAt(place, 1), previous_attributes: { amount_refunded: 0, receipt_url: null } },
    livemode: false,
    pending_webhooks: 1,
    request: { id: stripeId('req', place), idempotency_key: stripeId('key', place) },
    type: 'charge.updated',
  }
}
