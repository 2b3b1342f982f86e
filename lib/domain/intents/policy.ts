/**
 * Stripe may remove an idempotency key once it is 24 hours old (https://docs.stripe.com/api/idempotent_requests): an hour
 * before that it is no longer trusted, for clocks that differ and requests on their way.
 */
export const intentPolicy = {
  keyTrustedHours: 23,
  /** So long what a person let out rests before it leaves the house: it can be called back. */
  graceSeconds: 10,
  /** Clocks of two machines may differ by this much; a last send further in the future has an unknown age. */
  clockSkewMinutes: 5,
  /** By the machine's clock: a worker that was held up (a paused machine, a long queue) does not send after this. */
  sendWithinMinutes: 10,
  /** So nothing that was sent is still on its way after this, and only then may another key be used. */
  quietMinutes: 60,
  /** After the first failure it is tried again so soon, then in growing steps, never rarer than the longest. */
  firstPauseSeconds: 15,
  longestPauseSeconds: 3600,
} as const
