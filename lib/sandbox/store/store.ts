export type StripeObject = { id: string; object: string; [field: string]: unknown }

type Row = { object: StripeObject; version: number; json: string | undefined }
type Shelf = { rows: Map<string, Row>; byType: Map<string, Listing> }
type Listing = { ids: string[]; view: StripeObject[]; dirty: boolean }

/**
 * Everything the sandbox knows, by account. Objects are replaced, never mutated by readers; a list is kept in creation
 * order (created, then insertion) and handed out without a copy.
 */
export class Store {
  private readonly shelves = new Map<string, Shelf>()

  /** Creates or replaces; a replacement keeps its place in the list and raises the version. */
  put(account: string, object: StripeObject): void {
    const shelf = this.shelfOf(account)
    const row = shelf.rows.get(object.id)
    if (row !== undefined) {
      if (row.object !== object) listingOf(shelf, object.object).dirty = true
      row.object = object
      row.version += 1
      row.json = undefined
      return
    }
    shelf.rows.set(object.id, { object, version: 1, json: undefined })
    append(shelf, listingOf(shelf, object.object), object)
  }

  get(account: string, id: string): StripeObject | undefined {
    return this.shelves.get(account)?.rows.get(id)?.object
  }

  /** Oldest first. The array is the store's own: read it, never change it. */
  list(account: string, type: string): readonly StripeObject[] {
    const shelf = this.shelves.get(account)
    const listing = shelf?.byType.get(type)
    if (shelf === undefined || listing === undefined) return []
    if (listing.dirty) {
      listing.view = listing.ids.map((id) => shelf.rows.get(id)!.object)
      listing.dirty = false
    }
    return listing.view
  }

  accounts(): readonly string[] {
    return [...this.shelves.keys()]
  }

  /** 0 while the object does not exist, then 1, 2, … with every put. */
  version(account: string, id: string): number {
    return this.shelves.get(account)?.rows.get(id)?.version ?? 0
  }

  /** The object's JSON, made once per version. */
  json(account: string, id: string): string {
    const row = this.shelves.get(account)?.rows.get(id)
    if (row === undefined) throw new Error(`no ${id} on ${account}`)
    row.json ??= JSON.stringify(row.object)
    return row.json
  }

  private shelfOf(account: string): Shelf {
    let shelf = this.shelves.get(account)
    if (shelf === undefined) {
      shelf = { rows: new Map(), byType: new Map() }
      this.shelves.set(account, shelf)
    }
    return shelf
  }
}

function listingOf(shelf: Shelf, type: string): Listing {
  let listing = shelf.byType.get(type)
  if (listing === undefined) {
    listing = { ids: [], view: [], dirty: false }
    shelf.byType.set(type, listing)
  }
  return listing
}

/** Objects nearly always arrive in creation order; a late one is slid back to its place. */
function append(shelf: Shelf, listing: Listing, object: StripeObject): void {
  const created = createdOf(object)
  let at = listing.ids.length
  while (at > 0 && createdOf(shelf.rows.get(listing.ids[at - 1]!)!.object) > created) at -= 1
  if (at === listing.ids.length) {
    listing.ids.push(object.id)
    if (!listing.dirty) listing.view.push(object)
    return
  }
  listing.ids.splice(at, 0, object.id)
  listing.dirty = true
}

function createdOf(object: StripeObject): number {
  return typeof object.created === 'number' ? object.created : 0
}
