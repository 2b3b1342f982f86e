import type { Store, StripeObject } from '../store/store'
import type { ExpandTree } from './expand-paths'

export type Place = { account: string; object: StripeObject }
export type Lookup = {
  /** Finds the object an id names, as seen from the object that names it; undefined leaves the id as it is. */
  named: (account: string, owner: StripeObject, id: string) => Place | undefined
  /** Fields that the object shows only when they are asked for. */
  included: (account: string, object: StripeObject, tree: ExpandTree) => Record<string, unknown>
}

/** The object's JSON with the tree expanded. Without a tree it is the store's cached text. */
export function renderObject(store: Store, lookup: Lookup, place: Place, tree: ExpandTree): string {
  const { account, object } = place
  if (tree.size === 0) return isCached(store, place) ? store.json(account, object.id) : JSON.stringify(object)
  return record({ ...object, ...lookup.included(account, object, tree) }, (field, value) => {
    const inside = tree.get(field)
    return inside === undefined ? undefined : renderField(store, lookup, place, value, inside)
  })
}

/** Events are many, large and read once or twice: caching their texts would only fill the memory. */
function isCached(store: Store, { account, object }: Place): boolean {
  return object.object !== 'event' && store.get(account, object.id) === object
}

/** A page as Stripe writes it. */
export function renderPage(rows: readonly string[], hasMore: boolean, url: string): string {
  return `{"object":"list","data":[${rows.join(',')}],"has_more":${hasMore},"url":${JSON.stringify(url)}}`
}

function renderField(store: Store, lookup: Lookup, owner: Place, value: unknown, tree: ExpandTree): string | undefined {
  if (typeof value === 'string') {
    const found = lookup.named(owner.account, owner.object, value)
    return found === undefined ? undefined : renderObject(store, lookup, found, tree)
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => renderInside(store, lookup, owner, item, tree))
    return `[${items.join(',')}]`
  }
  return isRecord(value) ? renderInside(store, lookup, owner, value, tree) : undefined
}

/** An object that stands inside its owner: a list, an embedded resource, or a plain group of fields. */
function renderInside(store: Store, lookup: Lookup, owner: Place, value: unknown, tree: ExpandTree): string {
  if (!isRecord(value)) return JSON.stringify(value)
  const embedded = typeof value.id === 'string' && typeof value.object === 'string'
  const place: Place = embedded ? { account: owner.account, object: value as StripeObject } : owner
  return record(value, (field, item) => {
    const inside = tree.get(field)
    if (inside !== undefined) return renderField(store, lookup, place, item, inside)
    const skipsData = field === 'data' && value.object === 'list' && tree.size > 0
    return skipsData ? renderField(store, lookup, place, item, tree) : undefined
  })
}

function record(
  source: Readonly<Record<string, unknown>>,
  replace: (field: string, value: unknown) => string | undefined,
): string {
  const parts: string[] = []
  for (const field in source) {
    const value = source[field]
    const text = replace(field, value) ?? JSON.stringify(value)
    if (text !== undefined) parts.push(`"${field}":${text}`)
  }
  return `{${parts.join(',')}}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
