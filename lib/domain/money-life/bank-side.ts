import { firstRows, lineKey, objectKey, objectsById, once, rowKey } from './keys'
import type { LifeEdge, LifeFacts, LifeGraph, LifeLine, LifeNode } from './life'

/** What the bank booked; a failed payout's return is tied to the row that gave the money back, where there is one. */
export function bankSide(facts: LifeFacts, stripe: readonly LifeNode[]): LifeGraph {
  const lines = once(facts.lines, ({ id }) => id)
  const [first, objects] = [firstRows(facts.rows), objectsById(facts.objects)]
  const placeOf = ({ match }: LifeLine): string | null => {
    if (!match) return null
    const back = stripe.find(({ kind, objectId }) => kind === 'payout_return' && objectId === match.objectId)
    if (match.kind === 'return' && back) return back.key
    const [row, object] = [first.get(match.objectId), objects.get(match.objectId)]
    return row ? rowKey(row) : object ? objectKey(object) : null
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
