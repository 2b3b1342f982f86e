import type { LifeEdge, LifeGraph, LifeNode } from './life'

/** One account in one currency: what each side says moved there, what left it with payouts, and what is still on it. */
export type AccountSum = {
  readonly accountId: string
  readonly currency: string
  /** Null where the side says nothing of this account. */
  readonly booksMinor: bigint | null
  readonly stripeMinor: bigint
  readonly ledgerMinor: bigint | null
  readonly paidOutMinor: bigint
  /** Stripe's movements less what payouts took that stayed away. */
  readonly restMinor: bigint
}

export function sumsOf(graph: LifeGraph): AccountSum[] {
  const back = cameBack(graph)
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]))
  const own = graph.nodes.filter(({ side, counts }) => side !== 'bank' && counts)
  return [...Map.groupBy(own, ({ accountId, currency }) => `${accountId} ${currency}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, nodes]) => sumOfAccount(nodes, graph.edges, (key) => back.has(byKey.get(key)?.objectId ?? '')))
}

function sumOfAccount(nodes: LifeNode[], edges: readonly LifeEdge[], isBack: (payout: string) => boolean): AccountSum {
  const { accountId = '', currency = '' } = nodes[0] ?? {}
  const keys = new Set(nodes.map(({ key }) => key))
  const paidOutMinor = edges
    .filter(({ kind, from, to }) => kind === 'paid_out_in' && keys.has(from) && !isBack(to))
    .reduce((total, { partMinor }) => total + (partMinor ?? 0n), 0n)
  const stripeMinor = sumOf(nodes, 'stripe') ?? 0n
  return {
    accountId,
    currency,
    booksMinor: sumOf(nodes, 'books'),
    stripeMinor,
    ledgerMinor: sumOf(nodes, 'ledger'),
    paidOutMinor,
    restMinor: stripeMinor - paidOutMinor,
  }
}

function sumOf(nodes: readonly LifeNode[], side: LifeNode['side']): bigint | null {
  const told = nodes.filter((node) => node.side === side && node.counts)
  return told.length === 0 ? null : told.reduce((total, { amountMinor }) => total + amountMinor, 0n)
}

const gone: readonly (string | null)[] = ['failed', 'canceled']

/** Payouts whose money is on the balance again. */
export function cameBack({ nodes }: LifeGraph): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ kind, status, objectId }) =>
      objectId !== null && (kind === 'payout_return' || (kind === 'payout' && gone.includes(status))) ? [objectId] : [],
    ),
  )
}
