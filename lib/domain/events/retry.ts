const minute = 60_000
const hour = 60 * minute

/** How long after each failed try the next one is made: about three days in all. */
const pauses = [5_000, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 18 * hour, 22 * hour]

/** When it is tried again after so many tries; null where that was the last. */
export function nextTry(attempts: number, now: Date): Date | null {
  const pause = pauses[attempts - 1]
  return pause === undefined ? null : new Date(now.getTime() + pause)
}
