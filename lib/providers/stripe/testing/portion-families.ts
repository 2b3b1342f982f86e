import type { FamilyFacts } from '@/lib/domain/reconciliation/facts'

type Loose = Pick<FamilyFacts, 'legs' | 'entries' | 'movements'>

/**
 * Divides the facts of a whole population into portions that may be decided one at a time: whatever may have to do with
 * each other (an object and its parent, an entry and what it names, all of one order) stays together, and many families
 * share a portion.
 */
export function portionFamilies({ legs, entries, movements }: Loose, mostFacts: number): Loose[] {
  const ties = openTies()
  for (const { account, objectId, parentId, orderReference } of [...legs, ...entries.map(withParent)]) {
    ties.tie(objectId, parentId)
    if (orderReference !== null) ties.tie(objectId, `${account} ${orderReference}`)
  }
  for (const movement of movements) ties.tie(movement.id, movement.sourceId)
  const portions: { -readonly [K in keyof Loose]: Loose[K][number][] }[] = []
  const families = new Map<string, (typeof portions)[number]>()
  const placeOf = (id: string) => {
    const root = ties.rootOf(id)
    const known = families.get(root) ?? { legs: [], entries: [], movements: [] }
    families.set(root, known)
    return known
  }
  for (const leg of legs) placeOf(leg.objectId).legs.push(leg)
  for (const entry of entries) placeOf(withParent(entry).objectId).entries.push(entry)
  for (const movement of movements) placeOf(movement.id).movements.push(movement)
  for (const family of families.values()) {
    const last = portions.at(-1)
    if (last === undefined || sizeOf(last) + sizeOf(family) > mostFacts) portions.push(family)
    else for (const part of ['legs', 'entries', 'movements'] as const) last[part].push(...(family[part] as never[]))
  }
  return portions
}

/** An entry that names no object is known by its own reference. */
function withParent({ account, objectId, reference, orderReference }: FamilyFacts['entries'][number]) {
  return { account, objectId: objectId ?? `entry ${reference}`, parentId: null, orderReference }
}

const sizeOf = (facts: Loose) => facts.legs.length + facts.entries.length + facts.movements.length

/** Which ids belong together, directly or through others. */
function openTies() {
  const above = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next
    if (root !== id) above.set(id, root)
    return root
  }
  const tie = (one: string, other: string | null) => {
    if (other === null) return
    const [a, b] = [rootOf(one), rootOf(other)]
    if (a !== b) above.set(a, b)
  }
  return { rootOf, tie }
}
