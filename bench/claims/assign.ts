import { assignBlock } from '@/lib/domain/matching/assignment/assign-block'
import { type GainTable, solve } from '@/lib/domain/matching/assignment/solve'
import { matchRows } from '@/lib/domain/matching/match-rows'
import type { Match } from '@/lib/domain/matching/outcome'
import { inOrder } from '@/lib/domain/matching/row'
import { weekendsOnly } from '@/lib/domain/matching/scoring/business-days'
import { openScorer } from '@/lib/domain/matching/scoring/score-pairs'
import { bestFirst, firstHit, textbookHungarian } from '../baseline/assign-in-other-ways'
import { type BankBlock, bankBlock, twins } from '../material/bank-block'
import { elapsedMs, expectCount, note, print, scaled, takeTurns } from '../measure'

const surroundings = { calendar: weekendsOnly, rates: [] }

/**
 * A block of 2,000 × 2,000 in which every row may be tied to every other: from rows to the verdict, with each pair
 * weighed, the best assignment found and every rival within the margin looked for. Beside it the first hit, the best pair first, and a
 * textbook's Hungarian method on the same table. The truth is known, so it is counted who matched wrongly.
 */
export async function measure(): Promise<void> {
  const block = bankBlock(scaled(2_000, 40))
  const table = tableOf(block)
  const candidates = table.gains.reduce((count, gain) => count + (gain > 0 ? 1 : 0), 0)
  note(`${table.rows} × ${table.columns}, ${candidates} candidates`)
  const seen = await takeTurns(3, {
    whole: () => elapsedMs(async () => void run(block)),
    twins: () => elapsedMs(async () => void run(twins(block))),
    assignment: () => elapsedMs(async () => void assignBlock(table, block.policy.marginPoints)),
    firstHit: () => elapsedMs(async () => void firstHit(table)),
    hungarian: () => elapsedMs(async () => void textbookHungarian(table)),
  })
  const unit = 'ms'
  const size = `${table.rows} × ${table.columns}`
  const lowerIsBetter = true
  const target = { atMost: 2_000 }
  print({ name: `assign, ${size} all candidates, rows to verdict`, value: seen.whole, unit, target, lowerIsBetter })
  print({ name: `assign, ${size} twins, all abstained`, value: seen.twins, unit, target, lowerIsBetter })
  print({
    name: 'assignment with rivals vs textbook Hungarian without',
    value: seen.assignment,
    unit,
    baseline: seen.hungarian,
    lowerIsBetter,
  })
  note(`first hit: ${seen.firstHit.toFixed(1)} ms`)
  countWrong(block, table)
}

function countWrong(block: BankBlock, table: GainTable): void {
  const best = solve(table).columnOf
  expectCount('points of the optimum', pointsOf(table, best), pointsOf(table, textbookHungarian(table)))
  const ways = { 'the first hit': firstHit(table), 'the best pair first': bestFirst(table) }
  const outcome = run(block)
  const wrongAmong = (matches: readonly Match[]) =>
    matches.filter(({ left, right }) => block.payoutOf.get(right[0]!) !== left[0]).length
  const made = [...outcome.confirmed, ...outcome.proposed]
  const wrong = wrongAmong(made)
  const abstained = outcome.ambiguous.reduce((count, { left }) => count + left.length, 0)
  note(`engine: ${made.length} matched, ${outcome.confirmed.length} of them confirmed, ${abstained} abstained`)
  note(`confirmed wrongly: ${wrongAmong(outcome.confirmed)}, proposed wrongly: ${wrongAmong(outcome.proposed)}`)
  const alike = run(twins(block))
  expectCount('matched among twins', alike.confirmed.length + alike.proposed.length, 0)
  for (const [way, columnOf] of Object.entries(ways)) {
    const baseline = wrongOf(block, columnOf)
    print({ name: `assign, matched wrongly vs ${way}`, value: wrong, unit: 'rows', baseline, lowerIsBetter: true })
    print({
      name: `assign, total points vs ${way}`,
      value: pointsOf(table, best),
      unit: 'points',
      baseline: pointsOf(table, columnOf),
    })
  }
}

function run({ payouts, lines, policy }: BankBlock) {
  return matchRows(payouts, lines, policy, surroundings)
}

function tableOf({ payouts, lines, policy }: BankBlock): GainTable {
  const scorer = openScorer(policy, inOrder(payouts), inOrder(lines), surroundings)
  const [rows, columns] = [payouts.length, lines.length]
  const gains = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      gains[row * columns + column] = Math.max(0, scorer.confidence(row, column) - policy.proposeFrom + 1)
    }
  }
  return { rows, columns, gains }
}

function pointsOf({ columns, gains }: GainTable, columnOf: Int32Array): number {
  return columnOf.reduce((sum, column, row) => sum + (column < 0 ? 0 : gains[row * columns + column]!), 0)
}

function wrongOf({ payouts, lines, payoutOf }: BankBlock, columnOf: Int32Array): number {
  const [rows, columns] = [inOrder(payouts), inOrder(lines)]
  return rows.filter((row, at) => columnOf[at]! >= 0 && payoutOf.get(columns[columnOf[at]!]!.id) !== row.id).length
}
