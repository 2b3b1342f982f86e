import type { StripeObject } from '../store/store'

/** Seconds; both ends are inside. */
export type Window = { from: number; to: number }
export type Cursor = { kind: 'starting_after' | 'ending_before'; id: string; created: number }
export type Selection = { rows: StripeObject[]; hasMore: boolean }

export const ALWAYS: Window = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/**
 * One page, newest first, out of rows that stand oldest first. `starting_after` walks towards the past; `ending_before`
 * takes the rows nearest to the cursor on its newer side, and still answers newest first.
 */
export function selectRows(
  ascending: readonly StripeObject[],
  window: Window,
  cursor: Cursor | undefined,
  limit: number,
  keep: (row: StripeObject) => boolean,
): Selection {
  let low = firstAtOrAfter(ascending, window.from)
  let high = firstAfter(ascending, window.to)
  if (cursor?.kind === 'starting_after') high = Math.min(high, placeOf(ascending, cursor).from)
  if (cursor?.kind === 'ending_before') low = Math.max(low, placeOf(ascending, cursor).after)
  const forward = cursor?.kind === 'ending_before'
  const rows: StripeObject[] = []
  let hasMore = false
  for (let step = 0; step < high - low; step += 1) {
    const row = ascending[forward ? low + step : high - 1 - step]!
    if (!keep(row)) continue
    if (rows.length === limit) {
      hasMore = true
      break
    }
    rows.push(row)
  }
  return { rows: forward ? rows.reverse() : rows, hasMore }
}

/** Where the cursor stands among rows of its second; a row that a filter took away leaves its place between two others. */
function placeOf(ascending: readonly StripeObject[], cursor: Cursor): { from: number; after: number } {
  const from = firstAtOrAfter(ascending, cursor.created)
  const after = firstAfter(ascending, cursor.created)
  for (let at = from; at < after; at += 1) if (ascending[at]!.id === cursor.id) return { from: at, after: at + 1 }
  return { from, after }
}

function firstAtOrAfter(rows: readonly StripeObject[], second: number): number {
  return partition(rows, (created) => created >= second)
}

function firstAfter(rows: readonly StripeObject[], second: number): number {
  return partition(rows, (created) => created > second)
}

function partition(rows: readonly StripeObject[], isRight: (created: number) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isRight(createdOf(rows[middle]!))) high = middle
    else low = middle + 1
  }
  return low
}

export function createdOf(row: StripeObject): number {
  return typeof row.created === 'number' ? row.created : 0
}
