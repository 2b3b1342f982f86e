import { magnitude } from '../money/money'
import { once, type Places, rowKey } from './keys'
import { kindOf } from './kinds'
import type { LifeBundle, LifeEdge, LifeFacts, LifeGraph, LifeNode, LifePart, LifeRow } from './life'

/** From each row to the payouts that took it. Parts are cut where they would exceed their row: a sum must never lie. */
export function paidOut(facts: LifeFacts, places: Places): LifeGraph {
  const rows = new Map(facts.rows.map((row) => [rowKey(row), row]))
  const left = new Map<string, bigint>()
  const edges = partsOnce(facts.parts).flatMap((part): LifeEdge[] => {
    const from = rowKey({ accountId: part.accountId, id: part.rowId })
    const [row, to] = [rows.get(from), places.at(part.payoutId)]
    if (!row || to === null) return []
    const rest = left.get(from) ?? row.netMinor
    const taken = within(part.partMinor, rest)
    left.set(from, rest - taken)
    return taken === 0n && row.netMinor !== 0n ? [] : [{ from, to, kind: 'paid_out_in', partMinor: taken }]
  })
  const bundles = once(facts.bundles, bundleKey)
  return {
    nodes: bundles.flatMap((bundle) => bundleNode(bundle, places)),
    edges: [
      ...edges,
      ...bundles.flatMap((bundle): LifeEdge[] => {
        const to = places.at(bundle.payoutId)
        return to === null ? [] : [{ from: bundleKey(bundle), to, kind: 'paid_out_in', partMinor: bundle.netMinor }]
      }),
    ],
  }
}

/** What Stripe lists itself stands before what was allocated; one part of a row for each payout. */
function partsOnce(parts: readonly LifePart[]): LifePart[] {
  const merged = new Map<string, LifePart>()
  for (const part of once(parts, (one) => `${partKey(one)} ${one.listed} ${one.partMinor}`)) {
    const key = partKey(part)
    const known = merged.get(key)
    if (!known || (part.listed && !known.listed)) merged.set(key, part)
    else if (known.listed === part.listed) merged.set(key, { ...part, partMinor: known.partMinor + part.partMinor })
  }
  return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part)
}

const partKey = ({ accountId, rowId, payoutId }: LifePart) => `${accountId} ${rowId} ${payoutId}`

/** As much of `part` as `rest` still has, in the direction of `rest`. */
function within(part: bigint, rest: bigint): bigint {
  if (rest === 0n || part === 0n || rest > 0n !== part > 0n) return 0n
  return magnitude(part) < magnitude(rest) ? part : rest
}

const bundleKey = ({ accountId, payoutId, category, currency }: LifeBundle) =>
  `rows:${accountId}:${payoutId}:${category}:${currency}`

function bundleNode(bundle: LifeBundle, { objects, first }: Places): LifeNode[] {
  const payout: Pick<LifeRow, 'at'> | undefined = objects.get(bundle.payoutId) ?? first.get(bundle.payoutId)
  if (!payout) return []
  const { accountId, payoutId, category, currency, netMinor: amountMinor, rows: count } = bundle
  const { kind } = kindOf(category, undefined)
  const place = { key: bundleKey(bundle), side: 'stripe', kind, id: payoutId, objectId: payoutId, accountId } as const
  return [{ ...place, amountMinor, currency, at: payout.at, status: null, counts: true, rows: count }]
}
