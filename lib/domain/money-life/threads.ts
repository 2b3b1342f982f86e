import type { LifeEdge, LifeGraph, LifeNode, Side } from './life'

/** One movement as its four sides tell it: what stands on one line is the same money. */
export type Thread = { readonly key: string; readonly at: Date } & { readonly [side in Side]: readonly LifeNode[] }

const across: ReadonlySet<LifeEdge['kind']> = new Set(['booked_as', 'posted_as', 'arrived_as'])

/** Every node in exactly one thread: its movement's, or its own where no other side knows of it. */
export function threadsOf({ nodes, edges }: LifeGraph): Thread[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const headOf = new Map<string, string>()
  for (const { from, to, kind } of edges) {
    // A fee stands below the movement that it was taken from; a fee that is an object of its own has its own line.
    if (kind === 'fee_of' && from.startsWith(`${to}:`)) headOf.set(from, to)
    if (across.has(kind)) headOf.set(to, from)
  }
  const head = (key: string): string => {
    const above = headOf.get(key)
    return above === undefined || !byKey.has(above) ? key : head(above)
  }
  return [...Map.groupBy(nodes, ({ key }) => head(key))].map(([key, own]) => ({
    key,
    at: (byKey.get(key) ?? (own[0] as LifeNode)).at,
    books: own.filter(({ side }) => side === 'books'),
    stripe: own.filter(({ side }) => side === 'stripe'),
    ledger: own.filter(({ side }) => side === 'ledger'),
    bank: own.filter(({ side }) => side === 'bank'),
  }))
}
