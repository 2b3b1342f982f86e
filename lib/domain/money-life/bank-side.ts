import { lineKey, once, type Places } from './keys'
import type { LifeEdge, LifeFacts, LifeGraph, LifeLine, LifeNode } from './life'

/** What the bank booked; a failed payout's return is tied to the row that gave the money back, where there is one. */
export function bankSide(facts: LifeFacts, places: Places, stripe: readonly LifeNode[]): LifeGraph {
  const lines = once(facts.lines, ({ id }) => id)
  const backs = new Map<string | null, string>()
  for (const { kind, objectId, key } of stripe) {
    if (kind === 'payout_return' && !backs.has(objectId)) backs.set(objectId, key)
  }
  const placeOf = ({ match }: LifeLine): string | null => {
    if (!match) return null
    const back = match.kind === 'return' ? backs.get(match.objectId) : undefined
    return back ?? places.at(match.objectId)
  }
  return {
    nodes: lines.map(lineNode),
    edges: lines.flatMap((line): LifeEdge[] => {
      const from = placeOf(line)
      return from === null ? [] : [{ from, to: lineKey(line.id), kind: 'arrived_as', partMinor: null }]
    }),
  }
}

function lineNode({ id, accountId, amountMinor, currency, at, match }: LifeLine): LifeNode {
  const place = {
    key: lineKey(id),
    side: 'bank',
    kind: match ? `bank_${match.kind}` : 'bank_line',
    id,
    accountId,
  } as const
  return { ...place, objectId: match?.objectId ?? null, amountMinor, currency, at, status: null, counts: true, rows: 1 }
}
