const HOUR = 3600

/** The books may follow Stripe by a day. */
export const isBooksTimeOver = (created: number, now: number) => created + 24 * HOUR < now

/** Stripe may follow the books by three days, or by one day after a date that the books expect. */
export function isStripeTimeOver(entry: { occurredAt: number; expectedAt?: number }, now: number): boolean {
  if (entry.expectedAt !== undefined) return entry.expectedAt + 24 * HOUR < now
  return entry.occurredAt + 72 * HOUR < now
}

/** A refund may be an hour old before what it forgot is a leak. */
export const isLeakDue = (lastRefund: number, now: number) => lastRefund + HOUR < now

/** A charge may be without a balance transaction for a week. */
export const mayStillAwait = (created: number, now: number) => created + 7 * 24 * HOUR >= now
