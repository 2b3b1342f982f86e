import type { LifeObject, LifeRow } from './life'

type Of = Pick<LifeRow, 'accountId' | 'id'>

export const rowKey = ({ accountId, id }: Of) => `stripe:${accountId}:${id}`
export const objectKey = ({ accountId, id }: Of) => `object:${accountId}:${id}`
export const entryKey = (id: string) => `books:${id}`
export const postingKey = ({ accountId, id }: Of) => `ledger:${accountId}:${id}`
export const lineKey = (id: string) => `bank:${id}`

/** One fact for each identity, in one order whatever order they came in; the smallest text wins where two differ. */
export function once<T>(facts: readonly T[], keyOf: (fact: T) => string): T[] {
  const found = new Map<string, { text: string; fact: T }>()
  for (const fact of facts) {
    const [key, text] = [keyOf(fact), textOf(fact)]
    const known = found.get(key)
    if (!known || text < known.text) found.set(key, { text, fact })
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { fact }]) => fact)
}

function textOf(fact: unknown): string {
  return JSON.stringify(fact, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

/** The first row of an object tells of it: later rows of the same object take it back. */
function firstRows(rows: readonly LifeRow[]): ReadonlyMap<string, LifeRow> {
  const first = new Map<string, LifeRow>()
  for (const row of [...rows].sort(byAge)) {
    if (row.sourceId !== null && !first.has(row.sourceId)) first.set(row.sourceId, row)
  }
  return first
}

function byAge(a: LifeRow, b: LifeRow): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.accountId < b.accountId ? -1 : 1)
}

function objectsById(objects: readonly LifeObject[]): ReadonlyMap<string, LifeObject> {
  return new Map(objects.map((object) => [object.id, object]))
}

/** Where an object stands in the graph: at its first row, or as itself while it has moved nothing. */
export type Places = {
  readonly first: ReadonlyMap<string, LifeRow>
  readonly objects: ReadonlyMap<string, LifeObject>
  at(id: string | null): string | null
}

export function placesOf({ rows, objects }: { rows: readonly LifeRow[]; objects: readonly LifeObject[] }): Places {
  const [first, byId] = [firstRows(rows), objectsById(objects)]
  const at = (id: string | null) => {
    const [row, object] = id === null ? [] : [first.get(id), byId.get(id)]
    return row ? rowKey(row) : object ? objectKey(object) : null
  }
  return { first, objects: byId, at }
}
