export type StripeObject = { id: string; object: string; [field: string]: unknown }

type Row = { object: StripeObject; version: number; json: string | undefined; position: number }
type Shelf = { rows: Map<string, Row>; lists: Map<string, StripeObject[]> }

/**
 * Everything the sandbox knows, by account. Objects are replaced, never changed in place, so a snapshot is a reference;
 * a list stands in creation order (created, then insertion) and is handed out without a copy.
 */
export class Store {
  private readonly shelves = new Map<string, Shelf>()

  /** Creates or replaces; a replacement keeps its place in the list and raises the version. */
  put(account: string, object: StripeObject): void {
    const shelf = this.shelfOf(account)
    const list = listOf(shelf, object.object)
    const row = shelf.rows.get(object.id)
    if (row === undefined) {
      insert(shelf, list, object)
      return
    }
    row.object = object
    row.version += 1
    row.json = undefined
    list[row.position] = object
  }

  get(account: string, id: string): StripeObject | undefined {
    return this.shelves.get(account)?.rows.get(id)?.object
  }

  /** Oldest first. The array is the store's own: read it, never change it. */
  list(account: string, type: string): readonly StripeObject[] {
    return this.shelves.get(account)?.lists.get(type) ?? []
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
      shelf = { rows: new Map(), lists: new Map() }
      this.shelves.set(account, shelf)
    }
    return shelf
  }
}

function listOf(shelf: Shelf, type: string): StripeObject[] {
  let list = shelf.lists.get(type)
  if (list === undefined) {
    list = []
    shelf.lists.set(type, list)
  }
  return list
}

/** Objects nearly always arrive in creation order; a late one is put in its place and those behind it move up. */
function insert(shelf: Shelf, list: StripeObject[], object: StripeObject): void {
  const created = createdOf(object)
  let at = list.length
  while (at > 0 && createdOf(list[at - 1]!) > created) at -= 1
  list.splice(at, 0, object)
  shelf.rows.set(object.id, { object, version: 1, json: undefined, position: at })
  for (let later = at + 1; later < list.length; later += 1) shelf.rows.get(list[later]!.id)!.position = later
}

function createdOf(object: StripeObject): number {
  return typeof object.created === 'number' ? object.created : 0
}
