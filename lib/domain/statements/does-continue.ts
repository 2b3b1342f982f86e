export type StatementBefore = {
  sequence: string | null
  closingMinor: bigint
  /** What its lines on the day make on which the next one begins. */
  sharedDayMinor: bigint
}
export type StatementAfter = { sequence: string | null; openingMinor: bigint | null }

/**
 * Two statements that meet on one day: does the second go on where the first one ended, so that equal lines in both are
 * twins, or does it tell that day again, so that they are the same lines? It goes on where its opening balance is the
 * first one's closing balance and the day's own lines moved that balance; if they cancel out, only numbers that follow
 * each other tell it. In doubt the lines are the same: nothing is counted twice.
 */
export function doesContinue(before: StatementBefore, after: StatementAfter): boolean {
  if (after.openingMinor !== before.closingMinor) return false
  return before.sharedDayMinor !== 0n || isNextNumber(before.sequence, after.sequence)
}

function isNextNumber(before: string | null, after: string | null): boolean {
  if (!/^\d{1,15}$/.test(before ?? '') || !/^\d{1,15}$/.test(after ?? '')) return false
  return Number(after) === Number(before) + 1
}
