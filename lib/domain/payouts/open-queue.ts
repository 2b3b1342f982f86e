import type { RowPlace, Slice } from './composition'

/** Money that is open, in the order in which it became available. */
export type Pool = { credits: Slice[]; debts: Slice[] }

/** By `available_on`, then `created`, then id: the order in which funds are consumed. */
export function byPlace(a: RowPlace, b: RowPlace): number {
  const apart = a.availableOn.getTime() - b.availableOn.getTime() || a.created.getTime() - b.created.getTime()
  return apart || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** By the rows' order, then by where in the row they begin. */
export function bySlice(a: Slice, b: Slice): number {
  return byPlace(a.row, b.row) || (a.fromMinor < b.fromMinor ? -1 : a.fromMinor > b.fromMinor ? 1 : 0)
}

/** Puts a slice where its row stands; two slices that touch become one again. */
export function putBack(pool: Pool, slice: Slice): void {
  if (slice.minor === 0n) return
  const queue = slice.minor > 0n ? pool.credits : pool.debts
  let at = placeOf(queue, slice)
  let whole = slice
  const [before, after] = [queue[at - 1], queue[at]]
  if (after && touches(whole, after)) {
    whole = { ...whole, minor: whole.minor + after.minor }
    queue.splice(at, 1)
  }
  if (before && touches(before, whole)) {
    whole = { ...before, minor: before.minor + whole.minor }
    queue.splice(--at, 1)
  }
  queue.splice(at, 0, whole)
}

/**
 * Takes money from the front until `wanted` is reached or nothing is left. The last slice is cut where it must be. A payout
 * that is a debit may want less than nothing: it takes none.
 */
export function takeCredits(pool: Pool, wanted: bigint): Slice[] {
  if (wanted <= 0n) return []
  let left = wanted
  let whole = 0
  for (const slice of pool.credits) {
    if (slice.minor > left) break
    left -= slice.minor
    whole++
  }
  const taken = pool.credits.splice(0, whole)
  const [first] = pool.credits
  if (left === 0n || !first) return taken
  pool.credits[0] = { row: first.row, fromMinor: first.fromMinor + left, minor: first.minor - left }
  return [...taken, { row: first.row, fromMinor: first.fromMinor, minor: left }]
}

export function sumOf(slices: readonly { minor: bigint }[]): bigint {
  return slices.reduce((sum, { minor }) => sum + minor, 0n)
}

function touches(first: Slice, second: Slice): boolean {
  return first.row.id === second.row.id && first.fromMinor + first.minor === second.fromMinor
}

/** Most arrive at the end, in order; what is given back is looked for by halves. */
function placeOf(queue: readonly Slice[], slice: Slice): number {
  let [low, high] = [0, queue.length]
  const last = queue.at(-1)
  if (last && bySlice(last, slice) < 0) return high
  while (low < high) {
    const middle = (low + high) >> 1
    const there = queue[middle]
    if (there && bySlice(there, slice) < 0) low = middle + 1
    else high = middle
  }
  return low
}
