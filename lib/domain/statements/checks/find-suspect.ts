import type { StatementLineFact } from '../statement'

export type Suspect = { line: number; how: 'too_much' | 'wrong_sign' }
export type SuspectFinder = { take(entry: StatementLineFact): void; find(surplusMinor: bigint): Suspect | null }

const mostLines = 20_000

/**
 * Where a statement does not add up, exactly one line may explain it: without it, or with the other sign, the sum would be
 * right. Are there several such lines, or none, or very many lines, nobody is accused.
 */
export function suspectFinder(): SuspectFinder {
  const byAmount = new Map<bigint, number[]>()
  let count = 0
  return {
    take({ amountMinor, line }) {
      if (++count > mostLines) return
      const lines = byAmount.get(amountMinor) ?? []
      if (lines.length < 2) lines.push(line)
      byAmount.set(amountMinor, lines)
    },
    find(surplusMinor) {
      if (count > mostLines) return null
      const wrong = surplusMinor % 2n === 0n ? (byAmount.get(surplusMinor / 2n) ?? []) : []
      const extra = byAmount.get(surplusMinor) ?? []
      const [line] = [...wrong, ...extra]
      if (line === undefined || wrong.length + extra.length !== 1) return null
      return { line, how: wrong.length > 0 ? 'wrong_sign' : 'too_much' }
    },
  }
}
