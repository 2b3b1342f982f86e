import type { RetryRefusal } from '@/lib/server/inbox/retry-events'
import type { StuckEvent } from '@/lib/server/sync/oddities'

export const retryWords: Record<RetryRefusal, string> = {
  not_permitted: 'Your role may watch the sync, not try webhooks again.',
  not_stuck: 'It is not stuck any more: another try has worked it off.',
}

/** What to do about one that is stuck, from how it stands and from what went wrong. */
export function adviceOn({ state, lastError }: Pick<StuckEvent, 'state' | 'lastError'>): string {
  if (state !== 'failed') return 'Nothing: it is tried again by itself.'
  if (/permission|not allowed|api key/i.test(lastError ?? ''))
    return 'Give the restricted key read access to this object, then try again.'
  if (/names no object/i.test(lastError ?? ''))
    return 'Nothing is lost: the balance transactions tell what it did. Report its type.'
  return 'Look at the reason, then try again.'
}
