import type { Store, StripeObject } from '../store/store'

type Index = { seen: number; lastId: string | undefined; idsByValue: Map<string, string[]> }

/**
 * Rows by the value of a field that never changes, so that "refunds of this charge" does not walk the whole list. Built
 * on first use and extended as the list grows.
 */
export class FieldIndex {
  private readonly indexes = new Map<string, Index>()

  constructor(private readonly store: Store) {}

  /** Oldest first, like the store's own lists. */
  rows(account: string, type: string, field: string, value: string): StripeObject[] {
    const index = this.fresh(account, type, field)
    const ids = index.idsByValue.get(value) ?? []
    return ids.map((id) => this.store.get(account, id)).filter((row) => row !== undefined)
  }

  private fresh(account: string, type: string, field: string): Index {
    const name = `${account} ${type} ${field}`
    const list = this.store.list(account, type)
    let index = this.indexes.get(name)
    // A late object slides back to its place and shifts the last row seen: then the index starts anew.
    if (index === undefined || list[index.seen - 1]?.id !== index.lastId) {
      index = { seen: 0, lastId: undefined, idsByValue: new Map() }
      this.indexes.set(name, index)
    }
    for (; index.seen < list.length; index.seen += 1) {
      const row = list[index.seen]!
      index.lastId = row.id
      const value = row[field]
      if (typeof value !== 'string') continue
      const ids = index.idsByValue.get(value)
      if (ids === undefined) index.idsByValue.set(value, [row.id])
      else ids.push(row.id)
    }
    return index
  }
}
