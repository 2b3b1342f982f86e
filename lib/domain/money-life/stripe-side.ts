import { objectKey, type Places, rowKey } from './keys'
import { categoryOf, isShared, kindOf, originOf } from './kinds'
import type { EdgeKind, LifeEdge, LifeFacts, LifeGraph, LifeNode, LifeObject, LifeRow } from './life'

/** Every balance transaction as its amount and its fees, and every object that has moved nothing yet. */
export function stripeSide({ rows }: LifeFacts, { objects, first, at }: Places): LifeGraph {
  const told = [...objects.values()]
  const nodes = [
    ...rows.map((row) => rowNode(row, row.sourceId === null ? undefined : objects.get(row.sourceId))),
    ...rows.flatMap(feeNodes),
    ...told.flatMap((object) => (first.has(object.id) ? [] : waitingNode(object))),
  ]
  const edges = [...told.flatMap((object) => origins(object, at)), ...rows.flatMap((row) => ownEdges(row, first))]
  return { nodes, edges }
}

function rowNode(row: LifeRow, object: LifeObject | undefined): LifeNode {
  const { kind } = kindOf(row.category, object)
  const { id, accountId, amountMinor, currency, at, sourceId: objectId } = row
  const counts = !isShared(kind)
  const status = object?.status ?? null
  return {
    key: rowKey(row),
    side: 'stripe',
    kind,
    id,
    objectId,
    accountId,
    amountMinor,
    currency,
    at,
    status,
    counts,
    rows: 1,
  }
}

/** Amount and fees together are the net, to the cent: what nobody itemised is a fee of its own. */
function feeNodes(row: LifeRow): LifeNode[] {
  const byType = new Map<string, bigint>()
  for (const { type, amountMinor } of row.fees) byType.set(type, (byType.get(type) ?? 0n) + amountMinor)
  const known = [...byType.values()].reduce((sum, minor) => sum + minor, 0n)
  const rest = row.amountMinor - row.netMinor - known
  if (rest !== 0n) byType.set('fee_not_itemised', (byType.get('fee_not_itemised') ?? 0n) + rest)
  return [...byType].flatMap(([type, minor]) =>
    minor === 0n
      ? []
      : [
          {
            ...rowNode(row, undefined),
            key: feeKey(row, type),
            kind: type === 'application_fee' ? 'application_fee_paid' : type,
            amountMinor: -minor,
          },
        ],
  )
}

const feeKey = (row: LifeRow, type: string) => `${rowKey(row)}:${type}`

/** An authorisation that waits, a transfer that is not settled: it is shown and stands in no sum. */
function waitingNode(object: LifeObject): LifeNode[] {
  const { id, accountId, amountMinor, currency, at, status } = object
  if (amountMinor === null || currency === null) return []
  const { kind } = kindOf(categoryOf(object), object)
  const node = {
    key: objectKey(object),
    side: 'stripe',
    kind,
    id,
    objectId: id,
    accountId,
    currency,
    at,
    status,
  } as const
  return [{ ...node, amountMinor: takesMoney.has(kind) ? -amountMinor : amountMinor, counts: false, rows: 1 }]
}

const takesMoney: ReadonlySet<string> = new Set([
  'refund',
  'dispute',
  'transfer',
  'application_fee_refund',
  'sellers_return',
  'payout',
])

function origins(object: LifeObject, at: (id: string | null) => string | null): LifeEdge[] {
  const from = at(object.id)
  if (from === null) return []
  const edge = (to: string | null, kind: EdgeKind): LifeEdge[] =>
    to === null ? [] : [{ from, to, kind, partMinor: null }]
  return [
    ...edge(at(object.parentId), object.sourceReversal === null ? originOf(object.type) : 'reversal_of'),
    ...edge(at(object.sourceTransfer), 'sellers_payment_of'),
    ...edge(at(object.sourceReversal), 'sellers_payment_of'),
  ]
}

function ownEdges(row: LifeRow, first: ReadonlyMap<string, LifeRow>): LifeEdge[] {
  const key = rowKey(row)
  const began = row.sourceId === null ? undefined : first.get(row.sourceId)
  const fees = feeNodes(row).map(({ key: fee }): LifeEdge => ({ from: fee, to: key, kind: 'fee_of', partMinor: null }))
  if (!began || rowKey(began) === key) return fees
  return [...fees, { from: key, to: rowKey(began), kind: 'reversal_of', partMinor: null }]
}
