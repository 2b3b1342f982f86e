import { setTimeout as sleep } from 'node:timers/promises'

export type TokenBucket = {
  /** Resolves when the next request may leave; callers are served in order. */
  take(): Promise<void>
  /** The other side asked us to slow down: nothing leaves for this long. */
  pause(ms: number): void
}

/** What is granted, less a rest for the platform's own use of the same limit. */
export const ownShare = 0.85

/** One per connection. Holds at most `burst` tokens, refilled at `perSecond`. */
export function tokenBucket(
  perSecond: number,
  burst = Math.max(1, perSecond / 5),
  clock: () => number = () => performance.now(),
): TokenBucket {
  let tokens = burst
  let last = clock()
  let pausedUntil = 0
  let queue: Promise<void> = Promise.resolve()

  async function next(): Promise<void> {
    for (;;) {
      const now = clock()
      if (now < pausedUntil) {
        await sleep(pausedUntil - now)
        continue
      }
      tokens = Math.min(burst, tokens + ((now - last) * perSecond) / 1000)
      last = now
      if (tokens >= 1) {
        tokens -= 1
        return
      }
      await sleep(Math.ceil(((1 - tokens) * 1000) / perSecond))
    }
  }

  return {
    take: () => {
      queue = queue.then(next)
      return queue
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock() + ms)
    },
  }
}
