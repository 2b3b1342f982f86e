import type { LifeObject } from '@/lib/domain/money-life/life'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import type { Sql } from '../db/transaction'

/** All that belongs to one payment, on the platform's account and on the sellers'. */
export type Members = { ids: string[]; objects: LifeObject[]; orders: Order[]; isCut: boolean }
export type Order = { accountId: string; reference: string }

export const mostMembers = 300
/** Seller's refund → his payment → transfer → charge → refund → …: twice a family's depth. */
const generations = 8

/** From some ids up to the root, across to the other charges of the order, over to the sellers' halves, and down again. */
export async function loadMembers(sql: Sql, marketplaceId: string, seeds: readonly string[]): Promise<Members> {
  const objects = new Map<string, LifeObject>()
  const ids = new Set(seeds)
  const orders = new Map<string, Order>()
  let frontier = [...ids]
  for (let generation = 0; generation < generations && frontier.length > 0; generation += 1) {
    const found = await relativesOf(sql, marketplaceId, frontier)
    for (const { near, ...object } of found) objects.set(`${object.accountId} ${object.id}`, object)
    const ofOrders = await siblingsOf(sql, marketplaceId, frontier, orders)
    const next = [...found.flatMap(({ id, near }) => [id, ...near]), ...ofOrders].filter((id) => !ids.has(id))
    frontier = [...new Set(next)].sort().slice(0, Math.max(0, mostMembers - ids.size))
    for (const id of frontier) ids.add(id)
  }
  return {
    ids: [...ids],
    objects: [...objects.values()].filter(({ id }) => ids.has(id)),
    orders: [...orders.values()],
    isCut: ids.size >= mostMembers,
  }
}

type Relative = LifeObject & { near: string[] }
type Row = LifeObject & { payment: string | null; paymentRefund: string | null }

/** Objects by their own ids, and those that name one of them as what they stem from. A payout leads no further. */
async function relativesOf(sql: Sql, marketplaceId: string, ids: readonly string[]): Promise<Relative[]> {
  const rows = await sql.rows<Row>(
    `SELECT ${objectColumns} FROM provider_object o WHERE o.marketplace_id = $1 AND o.money_key = ANY($2)
     UNION ALL
     (SELECT ${objectColumns} FROM provider_object o WHERE o.marketplace_id = $1 AND o.parent_id = ANY($3)
      ORDER BY o.created, o.id LIMIT ${mostMembers})`,
    [marketplaceId, ids.map((id) => `stripe:${id}`), ids],
  )
  return rows.map(({ payment, paymentRefund, ...object }) => ({
    ...object,
    near: [object.parentId, object.sourceTransfer, object.sourceReversal, payment, paymentRefund].filter(
      (id) => id !== null,
    ),
  }))
}

const ref = (field: string) => `coalesce(o.raw #>> '{${field},id}', o.raw->>'${field}')`

export const objectColumns = `o.id, o.account_id AS "accountId", o.object_type AS type, o.amount_minor AS "amountMinor",
  o.currency, o.created AS at, o.status, o.parent_id AS "parentId", ${ref('source_transfer')} AS "sourceTransfer",
  ${ref('source_transfer_reversal')} AS "sourceReversal", ${ref('destination_payment')} AS payment,
  ${ref('destination_payment_refund')} AS "paymentRefund"`

/** Whatever else carries the same order on the same account; an order that more charges carry than a cart has ties nothing. */
async function siblingsOf(
  sql: Sql,
  marketplaceId: string,
  ids: readonly string[],
  known: Map<string, Order>,
): Promise<string[]> {
  const named = await sql.rows<Order>(
    `SELECT DISTINCT account_id AS "accountId", order_reference AS reference FROM provider_leg
     WHERE marketplace_id = $1 AND money_key = ANY($2) AND order_reference IS NOT NULL`,
    [marketplaceId, ids.map((id) => `stripe:${id}`)],
  )
  const found: string[] = []
  for (const order of named.filter((one) => !known.has(keyOf(one)))) {
    known.set(keyOf(order), order)
    const legs = await sql.rows<{ id: string; kind: string }>(
      `SELECT object_id AS id, kind FROM provider_leg WHERE marketplace_id = $1 AND account_id = $2 AND order_reference = $3
       ORDER BY created, object_id LIMIT ${mostMembers}`,
      [marketplaceId, order.accountId, order.reference],
    )
    const charges = legs.filter(({ kind }) => kind === 'sale').length
    if (charges <= reconPolicy.maxOrderCharges) found.push(...legs.map(({ id }) => id))
  }
  return found
}

const keyOf = ({ accountId, reference }: Order) => `${accountId} ${reference}`
