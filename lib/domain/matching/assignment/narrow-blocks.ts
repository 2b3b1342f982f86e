import type { Desk, Places } from '../desk'
import { openGroups } from '../groups'
import { compareText } from '../row'

/**
 * Cuts the free rows into blocks that no rule can cross: another account, another currency, an amount beyond every
 * tolerance. Rows of different blocks are never candidates, so that solving blocks apart is as good as solving all at once.
 */
export function narrowBlocks(desk: Desk): Places[] {
  const { scorer } = desk
  const { left, right } = desk.free()
  const groups = openGroups(left.length + right.length)
  const reaches = Map.groupBy(
    left.flatMap((place, at) => reachesOf(desk, place).map((reach) => ({ ...reach, at }))),
    ({ key }) => key,
  )
  const targets = Map.groupBy(
    right.map((place, at) => ({ at: left.length + at, row: scorer.right[place]!.row })),
    ({ row }) => keyOf(row.block, row.currency),
  )
  for (const [key, wanted] of reaches) {
    const there = (targets.get(key) ?? []).sort((a, b) => compareMinor(a.row.amountMinor, b.row.amountMinor))
    const inOrder = wanted.sort((a, b) => compareMinor(a.low, b.low) || a.at - b.at)
    let next = 0
    let farthest: { high: bigint; at: number } | undefined
    for (const reach of inOrder) {
      if (farthest && reach.low <= farthest.high) groups.join(farthest.at, reach.at)
      if (!farthest || reach.high > farthest.high) farthest = { high: reach.high, at: reach.at }
      while (next < there.length && there[next]!.row.amountMinor < reach.low) next += 1
      // What lies in two reaches is joined to the later one, which is joined to the earlier.
      for (; next < there.length && there[next]!.row.amountMinor <= reach.high; next++) {
        groups.join(reach.at, there[next]!.at)
      }
    }
  }
  const blocks = new Map<number, { left: number[]; right: number[] }>()
  for (let at = 0; at < left.length + right.length; at++) {
    const block = blocks.get(groups.rootOf(at)) ?? { left: [], right: [] }
    blocks.set(groups.rootOf(at), block)
    if (at < left.length) block.left.push(left[at]!)
    else block.right.push(right[at - left.length]!)
  }
  return [...blocks.values()].filter((block) => block.left.length > 0 && block.right.length > 0)
}

/** From which to which amount of a currency a left row could be tied, over all rules. */
function reachesOf({ scorer }: Desk, place: number): { key: string; low: bigint; high: bigint }[] {
  const { block } = scorer.left[place]!.row
  const widest = new Map<string, { low: bigint; high: bigint }>()
  for (const { currency, lowMinor: low, highMinor: high } of scorer.expected[place]!) {
    const known = widest.get(currency)
    widest.set(currency, {
      low: known && known.low < low ? known.low : low,
      high: known && known.high > high ? known.high : high,
    })
  }
  return [...widest].map(([currency, reach]) => ({ key: keyOf(block, currency), ...reach }))
}

function keyOf(block: string, currency: string): string {
  return JSON.stringify([block, currency])
}

function compareMinor(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The rows of either side by what splits may not cross either: account and currency. */
export function blocksByCurrency({ scorer }: Desk, { left, right }: Places): Places[] {
  const keyOfRow = ({ row }: { row: { block: string; currency: string } }) => keyOf(row.block, row.currency)
  const lefts = Map.groupBy(left, (place) => keyOfRow(scorer.left[place]!))
  const rights = Map.groupBy(right, (place) => keyOfRow(scorer.right[place]!))
  return [...lefts]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([key, places]) => {
      const others = rights.get(key)
      return others ? [{ left: places, right: others }] : []
    })
}
