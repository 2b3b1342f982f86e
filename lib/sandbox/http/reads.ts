import type { ConnectedAccounts } from '../listing/connected-accounts'
import { type ExpandTree, parseExpand } from '../listing/expand-paths'
import type { FieldIndex } from '../listing/field-index'
import { matchesGlob } from '../listing/glob'
import { type ListQuery, parseListQuery } from '../listing/list-query'
import type { ChildResource, Resource } from '../listing/resources'
import { type Cursor, createdOf, type Selection, selectRows } from '../listing/select-rows'
import type { StripeObject } from '../store/store'
import { invalidRequest, noSuch, unknownParameter } from '../wire/failure'
import { type Params, strings } from '../wire/form'
import { balanceOf, payoutItems, type World } from '../world/world'

export type Page = Selection & { query: ListQuery; cursorRow: StripeObject | undefined; url: string }
export type Library = { world: World; index: FieldIndex; connected: ConnectedAccounts }

/** Stripe's event list reaches back thirty days. */
const EVENTS_REACH_S = 30 * 86_400

/** One page of a resource's list. */
export function readList(library: Library, account: string, resource: Resource, params: Params): Page {
  const query = parseListQuery(params, resource.type, resource.filters)
  const rows = candidates(library, account, resource, query)
  return pageOf(library, account, resource.type, resource.noun, rows, query, `/v1/${resource.path}`)
}

/** One page of a list that lives under one object, such as a transfer's reversals. */
export function readChildren(
  library: Library,
  account: string,
  child: ChildResource,
  parentId: string,
  params: Params,
): Page {
  readOne(library, account, child.parent, parentId)
  const query = parseListQuery(params, child.type, [])
  const rows = library.index.rows(account, child.type, child.parentField, parentId)
  return pageOf(
    library,
    account,
    child.type,
    child.noun,
    rows,
    query,
    `/v1/${child.parent.path}/${parentId}/${child.segment}`,
  )
}

export function readOne(library: Library, account: string, resource: Resource, id: string): StripeObject {
  const object = library.world.store.get(account, id)
  const expired =
    resource.type === 'event' && object !== undefined && createdOf(object) < library.world.now - EVENTS_REACH_S
  if (object?.object !== resource.type || expired) throw noSuch(resource.noun, id, resource.idParam, 404)
  return object
}

export function readChild(
  library: Library,
  account: string,
  child: ChildResource,
  parentId: string,
  id: string,
): StripeObject {
  readOne(library, account, child.parent, parentId)
  const object = library.world.store.get(account, id)
  if (object?.object !== child.type || object[child.parentField] !== parentId) throw noSuch(child.noun, id, 'id', 404)
  return object
}

export function readBalance(library: Library, account: string): StripeObject {
  return balanceOf(library.world, account)
}

/** The expansions of a read of one object; any other parameter is refused. */
export function expandOf(params: Params, type: string): ExpandTree {
  for (const name of Object.keys(params)) if (name !== 'expand') throw unknownParameter(name)
  return parseExpand(strings(params.expand), type, false)
}

/** The narrowest list, oldest first, that holds every row the query may show. */
function candidates(library: Library, account: string, resource: Resource, query: ListQuery): readonly StripeObject[] {
  const { world, index } = library
  if (query.payout !== undefined) return itemsOf(library, account, query.payout)
  // Only the platform has connected accounts; it is not one of them.
  if (resource.type === 'account') return account === world.platform ? library.connected.list() : []
  const filter = resource.filters.find((one) => one.kind === 'indexed' && query.equals.has(one.name))
  if (filter === undefined) return world.store.list(account, resource.type)
  return index.rows(account, resource.type, filter.name, query.equals.get(filter.name) ?? '')
}

function itemsOf(library: Library, account: string, payoutId: string): readonly StripeObject[] {
  const { store } = library.world
  const payout = store.get(account, payoutId)
  if (payout?.object !== 'payout') throw noSuch('payout', payoutId, 'payout', 400)
  if (payout.automatic !== true) {
    const message = 'Balance transaction history can only be filtered on automatic transfers, not manual.'
    throw invalidRequest(message, { param: 'payout' })
  }
  return [...payoutItems(library.world, account, payoutId)].sort((a, b) => createdOf(a) - createdOf(b))
}

function pageOf(
  library: Library,
  account: string,
  type: string,
  noun: string,
  rows: readonly StripeObject[],
  query: ListQuery,
  url: string,
): Page {
  const cursorRow = cursorRowOf(library, account, type, noun, query)
  const window = { ...query.created }
  if (type === 'event') window.from = Math.max(window.from, library.world.now - EVENTS_REACH_S)
  const cursor: Cursor | undefined =
    query.cursor === undefined || cursorRow === undefined
      ? undefined
      : { ...query.cursor, created: createdOf(cursorRow) }
  return { ...selectRows(rows, window, cursor, query.limit, keeper(query)), query, cursorRow, url }
}

function cursorRowOf(
  library: Library,
  account: string,
  type: string,
  noun: string,
  query: ListQuery,
): StripeObject | undefined {
  if (query.cursor === undefined) return undefined
  const { id } = query.cursor
  const row = library.world.store.get(type === 'account' ? id : account, id)
  if (row?.object !== type) throw noSuch(noun, query.cursor.id, query.cursor.kind, 400)
  return row
}

function keeper(query: ListQuery): (row: StripeObject) => boolean {
  const equals = [...query.equals]
  const ranges = [...query.ranges]
  return (row) => {
    for (const [field, value] of equals) if (row[field] !== value) return false
    for (const [field, window] of ranges) {
      const at = Number(row[field])
      if (!(at >= window.from && at <= window.to)) return false
    }
    if (query.eventTypes.length > 0 && !query.eventTypes.some((one) => matchesGlob(one, String(row.type)))) return false
    return query.delivered === undefined || (row.pending_webhooks === 0) === query.delivered
  }
}
