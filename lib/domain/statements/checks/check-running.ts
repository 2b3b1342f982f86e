import type { StatementLineFact } from '../statement'

export type RunningBalances = { openingMinor: bigint; closingMinor: bigint }
export type RunningCheck = {
  take(entry: StatementLineFact): void
  /** A line is missing here (it could not be read): nothing is said across the gap. */
  gap(): void
  /** The line on which the balances break; null while they hold in one of the two orders of time. */
  brokenAt(): number | null
  /** What the balances say of the beginning and the end; null where the file gives none, or not on every line. */
  balances(): RunningBalances | null
}

/**
 * Balances after each line: each is the one before it and the line's amount. Many banks write the newest line first, so
 * both orders are tried at once; the file is wrong where even the better of the two breaks.
 */
export function runningCheck(): RunningCheck {
  let last: { running: bigint; amount: bigint } | null = null
  let first: { running: bigint; amount: bigint } | null = null
  let isWhole = true
  let upBroken: number | null = null
  let downBroken: number | null = null
  return {
    take({ runningMinor, amountMinor, line }) {
      if (runningMinor === null) {
        last = null
        isWhole = false
        return
      }
      if (last) {
        if (last.running + amountMinor !== runningMinor) upBroken ??= line
        if (runningMinor + last.amount !== last.running) downBroken ??= line
      }
      last = { running: runningMinor, amount: amountMinor }
      first ??= last
    },
    gap() {
      last = null
      isWhole = false
    },
    brokenAt: () => (upBroken === null || downBroken === null ? null : Math.max(upBroken, downBroken)),
    balances() {
      if (!first || !last || !isWhole) return null
      const [oldest, newest] = upBroken === null ? [first, last] : [last, first]
      return { openingMinor: oldest.running - oldest.amount, closingMinor: newest.running }
    },
  }
}
