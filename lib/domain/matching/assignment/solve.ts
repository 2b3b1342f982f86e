/** What each pair is worth, row by row: whole numbers, 0 where the two may not be tied. */
export type GainTable = { readonly rows: number; readonly columns: number; readonly gains: Uint8Array }

/**
 * The best assignment and its proof. `columnOf` is −1 for a row left alone. For every pair `values[row] +
 * prices[column] ≥ gain`, with equality for the pairs that were made and 0 for whatever is alone: no other assignment
 * can be worth more.
 */
export type Assignment = {
  readonly columnOf: Int32Array
  readonly values: Int32Array
  readonly prices: Int32Array
}

type State = GainTable &
  Assignment & { readonly ownerOf: Int32Array; readonly layer: Int32Array; readonly next: Int32Array }

/**
 * Maximum total gain, the primal-dual way (Kuhn 1955): all rows start with the largest gain as their value, and whoever
 * is still free lowers it in step with the others, until a column is worth its while or nothing is left and the row
 * stays alone. Gains are small whole numbers, so there are at most as many steps as the largest gain, each of some passes over
 * the table: what makes shortest augmenting paths slow (rows that all want the same) costs nothing extra here.
 */
export function solve(table: GainTable): Assignment {
  const { rows, columns, gains } = table
  const largest = gains.reduce((most, gain) => Math.max(most, gain), 0)
  const state: State = {
    ...table,
    columnOf: new Int32Array(rows).fill(-1),
    values: new Int32Array(rows).fill(largest),
    prices: new Int32Array(columns),
    ownerOf: new Int32Array(columns).fill(-1),
    layer: new Int32Array(columns),
    next: new Int32Array(rows),
  }
  for (let level = largest; level > 0; ) {
    while (placeSome(state)) {}
    level -= lowerValues(state, level)
  }
  return state
}

/**
 * Hopcroft and Karp (1973): columns in layers by how many rows must move on for them, then as many shortest ways at
 * once as do not meet. Answers false when no free column can be reached; `layer` then says which columns were.
 */
function placeSome(state: State): boolean {
  if (!layOut(state)) return false
  const { rows, columnOf, next } = state
  next.fill(0)
  for (let row = 0; row < rows; row++) if (columnOf[row]! < 0) placeFrom(state, row)
  return true
}

function layOut({ rows, columns, gains, columnOf, ownerOf, values, prices, layer }: State): boolean {
  layer.fill(-1)
  let isFound = false
  let waiting = Array.from({ length: rows }, (_, row) => row).filter((row) => columnOf[row]! < 0)
  for (let depth = 0; waiting.length > 0 && !isFound; depth++) {
    const behind: number[] = []
    for (const row of waiting) {
      const base = row * columns
      const value = values[row]!
      for (let column = 0; column < columns; column++) {
        if (gains[base + column]! !== value + prices[column]! || layer[column]! >= 0) continue
        layer[column] = depth
        if (ownerOf[column]! < 0) isFound = true
        else behind.push(ownerOf[column]!)
      }
    }
    waiting = behind
  }
  return isFound
}

/** Down the layers, each column once a pass. Rows on the way each move on to the next column. */
function placeFrom({ columns, gains, columnOf, ownerOf, values, prices, layer, next }: State, start: number): void {
  const path = [start]
  while (path.length > 0) {
    const row = path.at(-1)!
    const base = row * columns
    const value = values[row]!
    const depth = path.length - 1
    let column = next[row]!
    while (column < columns && (layer[column] !== depth || gains[base + column]! !== value + prices[column]!)) column++
    next[row] = column + 1
    if (column >= columns) {
      path.pop()
      continue
    }
    layer[column] = -1
    const owner = ownerOf[column]!
    if (owner >= 0) {
      path.push(owner)
      continue
    }
    let moving = column
    for (let at = depth; at >= 0; at--) {
      const mover = path[at]!
      const left = columnOf[mover]!
      columnOf[mover] = moving
      ownerOf[moving] = mover
      moving = left
    }
    return
  }
}

/** No free row gets any further: they, and all they reached, go down until a new pair costs nothing. By how much? */
function lowerValues({ rows, columns, gains, columnOf, values, prices, layer }: State, level: number): number {
  const isLowered = (row: number) => columnOf[row]! < 0 || layer[columnOf[row]!]! >= 0
  let step = level
  for (let row = 0; row < rows && step > 1; row++) {
    if (!isLowered(row)) continue
    const base = row * columns
    for (let column = 0; column < columns; column++) {
      const slack = values[row]! + prices[column]! - gains[base + column]!
      if (slack < step && layer[column]! < 0) step = slack
    }
  }
  for (let row = 0; row < rows; row++) if (isLowered(row)) values[row]! -= step
  for (let column = 0; column < columns; column++) if (layer[column]! >= 0) prices[column]! += step
  return step
}
