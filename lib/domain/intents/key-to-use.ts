import { intentPolicy } from './policy'

/** Since when the present idempotency key is in use, and when it was used last; null before the first send. */
export type Sending = { keySentAt: Date | null; lastSentAt: Date | null }
export type KeyToUse = 'same' | 'renewed' | 'wait'

const minuteMs = 60_000

/**
 * Which key may carry an act to the provider, once a look has shown that the act is not there. The same key protects as
 * long as the provider surely remembers it. A forgotten one protects nothing, so another takes its place, but only when
 * nothing that was sent can still be on its way; until then, or when the clock was turned back, the act waits.
 */
export function keyToUse({ keySentAt, lastSentAt }: Sending, now: Date): KeyToUse {
  if (keySentAt === null) return 'same'
  const ageMinutes = (now.getTime() - keySentAt.getTime()) / minuteMs
  if (ageMinutes < -intentPolicy.clockSkewMinutes) return 'wait'
  if (ageMinutes < intentPolicy.keyTrustedHours * 60) return 'same'
  const quietMinutes = (now.getTime() - (lastSentAt ?? keySentAt).getTime()) / minuteMs
  return quietMinutes >= intentPolicy.quietMinutes ? 'renewed' : 'wait'
}
