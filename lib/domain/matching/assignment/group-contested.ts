import { openGroups } from '../groups'
import type { Rival, Rivals } from './find-rivals'
import type { Assignment, GainTable } from './solve'

export type Pair = readonly [row: number, column: number]

/** Rows and columns that cannot be told apart well enough: the best solution among them and the best other one. */
export type Contested = {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly best: readonly Pair[]
  readonly second: readonly Pair[]
  /** How much less the second is worth. */
  readonly loss: number
}

/** Pairs that stand, and groups of those that do not; no row and no column is in two of them. */
export type Verdict = { readonly pairs: readonly Pair[]; readonly contested: readonly Contested[] }

/** Puts together whatever meets on a rival's way, so that each row is spoken of once. */
export function groupContested(table: GainTable, { columnOf }: Assignment, found: Rivals): Verdict {
  const { rivals, outsideRows, outsideColumns } = found
  const place = (column: number) => table.rows + column
  const groups = openGroups(table.rows + table.columns)
  for (const { made, givenUp } of rivals.values()) {
    const first = givenUp[0]!
    for (const row of givenUp) {
      groups.join(first, row)
      groups.join(row, place(columnOf[row]!))
    }
    for (const [row, column] of made) {
      groups.join(first, row)
      groups.join(first, place(column))
    }
  }
  for (const [row, pairRow] of outsideRows) groups.join(row, pairRow)
  for (const [column, pairRow] of outsideColumns) groups.join(place(column), pairRow)
  const rowsOf = new Map<number, number[]>()
  const columnsOf = new Map<number, number[]>()
  for (let row = 0; row < table.rows; row++) note(rowsOf, groups.rootOf(row), row)
  for (let column = 0; column < table.columns; column++) note(columnsOf, groups.rootOf(place(column)), column)
  const pairs: Pair[] = []
  const contested: Contested[] = []
  for (const [root, rows] of rowsOf) {
    const best = rows.filter((row) => columnOf[row]! >= 0).map((row): Pair => [row, columnOf[row]!])
    const known = best.flatMap(([row]) => rivals.get(row) ?? [])
    if (known.length === 0) pairs.push(...best)
    else contested.push(contestedGroup(rows, columnsOf.get(root) ?? [], best, known))
  }
  return { pairs, contested }
}

function contestedGroup(rows: number[], columns: number[], best: Pair[], known: readonly Rival[]): Contested {
  const nearest = known.reduce((least, rival) => (rival.loss < least.loss ? rival : least))
  const kept = best.filter(([row]) => !nearest.givenUp.includes(row))
  return { rows, columns, best, second: [...kept, ...nearest.made].sort(([a], [b]) => a - b), loss: nearest.loss }
}

function note(groups: Map<number, number[]>, root: number, member: number): void {
  const known = groups.get(root)
  if (known) known.push(member)
  else groups.set(root, [member])
}
