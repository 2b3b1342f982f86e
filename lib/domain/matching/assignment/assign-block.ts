import { openGroups } from '../groups'
import { findRivals } from './find-rivals'
import { type Contested, groupContested, type Pair, type Verdict } from './group-contested'
import { type GainTable, solve } from './solve'

/**
 * Ties the rows of a block to its columns so that the total gain is the largest possible, and abstains wherever another
 * solution comes within `margin` of it. Rows without a gain in common are solved apart from each other. The result
 * depends on the table alone: who wants it independent of the order of arrival sorts rows and columns first.
 */
export function assignBlock(table: GainTable, margin: number): Verdict {
  const pairs: Pair[] = []
  const contested: Contested[] = []
  for (const part of connectedParts(table)) {
    const isTall = part.rows.length > part.columns.length
    const across = isTall ? part.columns : part.rows
    const down = isTall ? part.rows : part.columns
    const small = cut(table, across, down, isTall)
    const assignment = solve(small)
    const found = groupContested(small, assignment, findRivals(small, assignment, margin))
    const back = ([row, column]: Pair): Pair => (isTall ? [down[column]!, across[row]!] : [across[row]!, down[column]!])
    pairs.push(...found.pairs.map(back))
    for (const group of found.contested) {
      const [rows, columns] = [group.rows.map((row) => across[row]!), group.columns.map((column) => down[column]!)]
      contested.push({
        rows: isTall ? columns : rows,
        columns: isTall ? rows : columns,
        best: inOrder(group.best.map(back)),
        second: inOrder(group.second.map(back)),
        loss: group.loss,
      })
    }
  }
  return { pairs: inOrder(pairs), contested: contested.sort((a, b) => a.rows[0]! - b.rows[0]!) }
}

function inOrder(pairs: Pair[]): Pair[] {
  return pairs.sort(([a], [b]) => a - b)
}

type Part = { readonly rows: number[]; readonly columns: number[] }

function connectedParts({ rows, columns, gains }: GainTable): Part[] {
  const groups = openGroups(rows + columns)
  const isTied = new Uint8Array(rows + columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (gains[row * columns + column] === 0) continue
      isTied[row] = 1
      isTied[rows + column] = 1
      groups.join(row, rows + column)
    }
  }
  const parts = new Map<number, Part>()
  for (let place = 0; place < rows + columns; place++) {
    if (isTied[place] === 0) continue
    const root = groups.rootOf(place)
    const part = parts.get(root) ?? { rows: [], columns: [] }
    parts.set(root, part)
    if (place < rows) part.rows.push(place)
    else part.columns.push(place - rows)
  }
  return [...parts.values()]
}

/** The part of the table, turned over where it has more rows than columns. */
function cut(table: GainTable, across: readonly number[], down: readonly number[], isTurned: boolean): GainTable {
  const gains = new Uint8Array(across.length * down.length)
  for (let row = 0; row < across.length; row++) {
    for (let column = 0; column < down.length; column++) {
      const at = isTurned ? down[column]! * table.columns + across[row]! : across[row]! * table.columns + down[column]!
      gains[row * down.length + column] = table.gains[at]!
    }
  }
  return { rows: across.length, columns: down.length, gains }
}
