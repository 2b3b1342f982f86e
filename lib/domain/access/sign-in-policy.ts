/** Seconds to wait after the first, second, … failure in a row; the last figure holds for all that follow. */
export type Waits = readonly number[]

/**
 * How guessing is slowed down. An account has few slips free and a client many, since a whole office may share one
 * address. What was counted is forgotten after a while without a failure. Waits double up to a quarter of an hour: long
 * enough to make guessing hopeless, short enough that nobody can be kept out of their account for a day.
 */
export const signInPolicy = {
  version: 1,
  account: { waits: doubling(4), forgetAfterSeconds: 24 * 3600 },
  client: { waits: doubling(20), forgetAfterSeconds: 3600 },
} as const

function doubling(free: number): Waits {
  const waits = Array.from({ length: free }, () => 0)
  for (let wait = 5; wait < 900; wait *= 2) waits.push(wait)
  return [...waits, 900]
}

/** The wait that follows the given number of failures in a row. */
export function waitAfter(failures: number, waits: Waits): number {
  return failures <= 0 ? 0 : (waits[Math.min(failures, waits.length) - 1] ?? 0)
}

/** "37 s" or "12 min", never less than what is left. */
export function waitSentence(seconds: number): string {
  const left = seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
  return `Too many tries have failed. Wait ${left}, then try again.`
}
