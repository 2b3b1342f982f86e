import { beginning, type Cursor, soleCursor } from '../cursors'

/** About this many rows a window: enough to keep many requests in flight, few enough to lose little on a crash. */
const rowsPerWindow = 2000
const mostWindows = 32
const secondMs = 1000
const dayMs = 86_400_000

export type FirstPage = {
  accountId: string
  rows: number
  newest: Date
  oldest: Date
  more: boolean
  bornAt: Date | null
}

/**
 * Cuts an account's past into windows by the density that its newest page shows. Together the windows cover all time:
 * the last is open towards the past, and neighbours meet on a whole second. The first page's own part is done.
 */
export function windowsFrom({ accountId, rows, newest, oldest, more, bornAt }: FirstPage): Cursor[] {
  const seen = floorSecond(oldest)
  const done = soleCursor(accountId, 'bt', { windowStart: seen, done: true })
  if (!more) return [{ ...done, windowStart: beginning }]
  // Rows of the oldest second may continue on the next page, so the past begins one second later.
  const end = new Date(seen.getTime() + secondMs)
  const start = bornAt && bornAt < seen ? floorSecond(bornAt) : new Date(seen.getTime() - 90 * dayMs)
  const perMs = rows / Math.max(newest.getTime() - seen.getTime(), secondMs)
  const expected = perMs * (end.getTime() - start.getTime())
  const count = Math.min(mostWindows, Math.max(1, Math.round(expected / rowsPerWindow)))
  const step = (end.getTime() - start.getTime()) / count
  const edges = Array.from({ length: count }, (_, i) =>
    i === 0 ? beginning : floorSecond(new Date(start.getTime() + i * step)),
  )
  const distinct = [...new Set(edges.map((edge) => edge.getTime()))].filter((edge) => edge < end.getTime())
  const past = distinct.map((edge, i) =>
    soleCursor(accountId, 'bt', { windowStart: new Date(edge), windowEnd: new Date(distinct[i + 1] ?? end.getTime()) }),
  )
  return [...past, { ...done, windowStart: end }]
}

function floorSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / secondMs) * secondMs)
}
