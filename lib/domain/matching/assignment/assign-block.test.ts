import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignBlock } from './assign-block'
import type { GainTable } from './solve'
import { solve } from './solve'

const table = (lines: number[][]): GainTable => ({
  rows: lines.length,
  columns: lines[0]?.length ?? 0,
  gains: Uint8Array.from(lines.flat()),
})

type Solution = { columnOf: (number | null)[]; worth: number }

/** Every assignment there is, by trying: for each row every column still free, and alone. */
function everySolution({ rows, columns, gains }: GainTable): Solution[] {
  const solutions: Solution[] = []
  const place = (row: number, columnOf: (number | null)[], worth: number) => {
    if (row === rows) {
      solutions.push({ columnOf, worth })
      return
    }
    place(row + 1, [...columnOf, null], worth)
    for (let column = 0; column < columns; column++) {
      const gain = gains[row * columns + column]!
      if (gain > 0 && !columnOf.includes(column)) place(row + 1, [...columnOf, column], worth + gain)
    }
  }
  place(0, [], 0)
  return solutions
}

const worthOf = ({ columns, gains }: GainTable, pairs: readonly (readonly [number, number])[]) =>
  pairs.reduce((sum, [row, column]) => sum + gains[row * columns + column]!, 0)

const anyTable = (mostRows: number, mostColumns: number, gain: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 1, max: mostRows }), fc.integer({ min: 1, max: mostColumns }))
    .chain(([rows, columns]) =>
      fc
        .array(gain, { minLength: rows * columns, maxLength: rows * columns })
        .map((gains): GainTable => ({ rows, columns, gains: Uint8Array.from(gains) })),
    )
/** Few different gains: ties and near ties are what must be got right. */
const gains = fc.oneof(fc.constantFrom(0, 0, 7, 8, 10), fc.constantFrom(0, 1, 2, 3), fc.integer({ min: 0, max: 41 }))
const small = fc.oneof(
  ...[fc.constantFrom(0, 0, 7, 8, 10), fc.constantFrom(0, 1, 2, 3), fc.constantFrom(0, 5), gains].map((gain) =>
    anyTable(4, 5, gain),
  ),
)
const margins = fc.constantFrom(0, 1, 2, 5)

describe('the best assignment', () => {
  test('nothing that could be tried is worth more', () => {
    fc.assert(
      fc.property(small, margins, (block, margin) => {
        const { pairs, contested } = assignBlock(block, margin)
        const made = [...pairs, ...contested.flatMap(({ best }) => best)]
        expect(worthOf(block, made)).toBe(Math.max(...everySolution(block).map(({ worth }) => worth)))
      }),
      { numRuns: 1000 },
    )
  })

  test('larger blocks are proven by their duals', () => {
    fc.assert(
      fc.property(anyTable(24, 24, gains), (block) => {
        if (block.rows > block.columns) return
        const { columnOf, values, prices } = solve(block)
        let worth = 0
        for (let row = 0; row < block.rows; row++) {
          if (columnOf[row]! >= 0) worth += block.gains[row * block.columns + columnOf[row]!]!
          for (let column = 0; column < block.columns; column++) {
            expect(values[row]! + prices[column]!).toBeGreaterThanOrEqual(block.gains[row * block.columns + column]!)
          }
        }
        expect(Math.min(...values, ...prices)).toBeGreaterThanOrEqual(0)
        expect(worth).toBe(values.reduce((a, b) => a + b, 0) + prices.reduce((a, b) => a + b, 0))
      }),
      { numRuns: 300 },
    )
  })

  test('a sure pair is not broken up for two weak ones', () => {
    expect(
      assignBlock(
        table([
          [36, 2],
          [2, 0],
        ]),
        5,
      ).pairs,
    ).toEqual([[0, 0]])
  })

  test('the first hit is not the best: each keeps what the other cannot have', () => {
    expect(
      assignBlock(
        table([
          [30, 28],
          [29, 0],
        ]),
        5,
      ).pairs,
    ).toEqual([
      [0, 1],
      [1, 0],
    ])
  })
})

describe('abstaining', () => {
  test('exactly those are contested who have another partner in some solution within the margin', () => {
    fc.assert(
      fc.property(small, margins, (block, margin) => {
        const { pairs, contested } = assignBlock(block, margin)
        const best = [...pairs, ...contested.flatMap((group) => group.best)]
        const partner = new Map(best)
        const owner = new Map(best.map(([row, column]) => [column, row]))
        const solutions = everySolution(block)
        const near = Math.max(...solutions.map(({ worth }) => worth)) - margin
        const rows = new Set<number>()
        const columns = new Set<number>()
        for (const { columnOf, worth } of solutions) {
          if (worth < near) continue
          columnOf.forEach((column, row) => {
            if (column === null || partner.get(row) === column) return
            rows.add(row)
            columns.add(column)
          })
        }
        for (const [row, column] of best) {
          if (!rows.has(row) && !columns.has(column)) continue
          rows.add(row)
          columns.add(column)
        }
        const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)
        expect(sorted(contested.flatMap((group) => group.rows))).toEqual(sorted(rows))
        expect(sorted(contested.flatMap((group) => group.columns))).toEqual(sorted(columns))
        expect(owner.size).toBe(best.length)
      }),
      { numRuns: 3000 },
    )
  })

  test('the second solution is one, is another one, and its loss is what is said and the least there is', () => {
    fc.assert(
      fc.property(small, margins, (block, margin) => {
        const { pairs, contested } = assignBlock(block, margin)
        const best = [...pairs, ...contested.flatMap((group) => group.best)]
        const worth = worthOf(block, best)
        const solutions = everySolution(block)
        for (const group of contested) {
          const second = worthOf(block, group.second)
          expect(worthOf(block, group.best) - second).toBe(group.loss)
          expect(group.loss).toBeLessThanOrEqual(margin)
          expect(group.second).not.toEqual(group.best)
          expect(new Set(group.second.map(([row]) => row)).size).toBe(group.second.length)
          expect(new Set(group.second.map(([, column]) => column)).size).toBe(group.second.length)
          for (const [row, column] of group.second) {
            expect(block.gains[row * block.columns + column]).toBeGreaterThan(0)
            expect(group.rows).toContain(row)
            expect(group.columns).toContain(column)
          }
          const rivals = solutions.filter(({ columnOf }) =>
            group.best.some(([row, column]) => {
              const otherwise = columnOf[row] !== null && columnOf[row] !== column
              return otherwise || (columnOf[row] !== column && columnOf.includes(column))
            }),
          )
          expect(group.loss).toBe(worth - Math.max(...rivals.map((rival) => rival.worth)))
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('three twins for one line are all in question, and so is the line', () => {
    const { pairs, contested } = assignBlock(table([[40], [40], [40]]), 5)
    expect(pairs).toEqual([])
    expect(contested).toEqual([{ rows: [0, 1, 2], columns: [0], best: [[0, 0]], second: [[1, 0]], loss: 0 }])
  })

  test('a weak pair that nobody contests stands: being left alone is no other explanation', () => {
    expect(assignBlock(table([[1]]), 5)).toEqual({ pairs: [[0, 0]], contested: [] })
  })

  test('twins do not pull down a pair that stands beside them', () => {
    const { pairs, contested } = assignBlock(
      table([
        [40, 40, 1],
        [40, 40, 0],
        [0, 0, 30],
      ]),
      5,
    )
    expect(pairs).toEqual([[2, 2]])
    expect(contested.map(({ rows, columns }) => [rows, columns])).toEqual([
      [
        [0, 1],
        [0, 1],
      ],
    ])
  })
})
