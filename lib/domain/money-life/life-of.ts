import { bankSide } from './bank-side'
import { booksSide } from './books-side'
import { objectKey, once, placesOf, rowKey } from './keys'
import { ledgerSide } from './ledger-side'
import type { LifeEdge, LifeFacts, LifeGraph, LifeNode } from './life'
import { paidOut } from './paid-out'
import { stripeSide } from './stripe-side'

/**
 * Law: the same facts in any order make the same graph; no node stands twice; every edge joins two nodes that are there;
 * what payouts took of a row never exceeds the row.
 */
export function lifeOf(given: LifeFacts): LifeGraph {
  const facts = { ...given, rows: once(given.rows, rowKey), objects: once(given.objects, objectKey) }
  const places = placesOf(facts)
  const stripe = stripeSide(facts, places)
  const parts = [
    stripe,
    paidOut(facts, places),
    booksSide(facts, places, stripe.nodes),
    ledgerSide(facts),
    bankSide(facts, places, stripe.nodes),
  ]
  const nodes = new Map<string, LifeNode>()
  for (const node of parts.flatMap((part) => part.nodes)) if (!nodes.has(node.key)) nodes.set(node.key, node)
  const edges = new Map<string, LifeEdge>()
  for (const edge of parts.flatMap((part) => part.edges)) {
    if (edge.from === edge.to || !nodes.has(edge.from) || !nodes.has(edge.to)) continue
    edges.set(`${edge.from} ${edge.kind} ${edge.to}`, edge)
  }
  return {
    nodes: [...nodes.values()].sort(byTime),
    edges: [...edges.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge),
  }
}

const sides = ['books', 'stripe', 'ledger', 'bank']

function byTime(a: LifeNode, b: LifeNode): number {
  const apart = a.at.getTime() - b.at.getTime() || sides.indexOf(a.side) - sides.indexOf(b.side)
  return apart || (a.key < b.key ? -1 : 1)
}
