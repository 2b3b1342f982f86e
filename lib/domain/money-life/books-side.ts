import { entryKey, once, type Places, rowKey } from './keys'
import { kindOf, signedEntry } from './kinds'
import type { LifeEntry, LifeFacts, LifeGraph, LifeNode } from './life'

/** What the platform wrote down, each tied to the movement of the same kind on the same object. */
export function booksSide(facts: LifeFacts, places: Places, stripe: readonly LifeNode[]): LifeGraph {
  const entries = once(facts.entries, ({ id }) => id)
  const placeOf = movements(facts, places, stripe)
  return {
    nodes: entries.map(entryNode),
    edges: entries.flatMap((entry) => {
      const from = placeOf(entry)
      return from === null ? [] : [{ from, to: entryKey(entry.id), kind: 'booked_as', partMinor: null }]
    }),
  }
}

/** A booked payout holds other money too, as the payout itself does. */
const shared: ReadonlySet<string> = new Set(['payout', 'payout_failure'])

function entryNode({ id, reference, kind, accountId, objectId, amountMinor, currency, at }: LifeEntry): LifeNode {
  const place = { key: entryKey(id), side: 'books', kind, id: reference, objectId, accountId } as const
  return {
    ...place,
    amountMinor: signedEntry(kind, amountMinor),
    currency,
    at,
    status: null,
    counts: !shared.has(kind),
    rows: 1,
  }
}

/** By object and kind; a dispute's fee is the fee of its row; else the object's first row, or the object itself. */
function movements(facts: LifeFacts, places: Places, stripe: readonly LifeNode[]): (entry: LifeEntry) => string | null {
  const exact = new Map<string, string>()
  for (const row of facts.rows) {
    const { entry } = kindOf(row.category, places.objects.get(row.sourceId ?? ''))
    if (row.sourceId !== null && entry !== null) exact.set(`${row.sourceId} ${entry}`, rowKey(row))
    const fee = entry === 'dispute' ? stripe.find(({ key }) => key.startsWith(`${rowKey(row)}:`)) : undefined
    if (fee) exact.set(`${row.sourceId} dispute_fee`, fee.key)
  }
  return ({ objectId, kind }) => (objectId === null ? null : (exact.get(`${objectId} ${kind}`) ?? places.at(objectId)))
}
