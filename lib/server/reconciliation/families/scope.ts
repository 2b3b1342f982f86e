import type { Sql } from '../../db/transaction'

/** Temporary tables of one expansion: ids, orders, legs and entries of whole families. They die with the transaction. */
export type Scope = { ids: string; orders: string; legs: string; entries: string }

export function scopeNamed(prefix: 'touched' | 'suspect'): Scope {
  return {
    ids: `${prefix}_id`,
    orders: `${prefix}_order`,
    legs: `${prefix}_leg`,
    entries: `${prefix}_entry`,
  }
}

/** An order that more charges carry ties nothing (policy.maxOrderCharges), so it makes no family either. */
export const maxOrderCharges = 50

/**
 * From some money keys to all members of their families: up to the root, across to the charges of the same order, down
 * to everything that stems from them. What has no leg yet (an entry's unknown object, an absent parent) is a member too.
 */
export async function expandFamilies(sql: Sql, marketplaceId: string, keys: string, scope: Scope): Promise<void> {
  const tenant = [marketplaceId]
  await sql.run(`CREATE TEMP TABLE ${scope.ids} (id text PRIMARY KEY) ON COMMIT DROP`)
  await sql.run(climb(keys, scope.ids), tenant)
  await sql.run(
    `CREATE TEMP TABLE ${scope.orders} (account_id text, order_reference text, charges bigint) ON COMMIT DROP`,
  )
  await sql.run(ordersOf(keys, scope), tenant)
  await sql.run(siblings(scope), tenant)
  await sql.run(descend(scope.ids), tenant)
  await sql.run(`ANALYZE ${scope.ids}`)
  await sql.run(
    `CREATE TEMP TABLE ${scope.legs} ON COMMIT DROP AS
     SELECT l.* FROM ${scope.ids} i JOIN provider_leg l ON l.money_key = 'stripe:' || i.id AND l.marketplace_id = ${quoted(marketplaceId)}`,
  )
  await sql.run(
    `CREATE TEMP TABLE ${scope.entries} ON COMMIT DROP AS
     SELECT e.* FROM ${scope.ids} i JOIN book_entry e ON e.money_key = 'stripe:' || i.id AND e.marketplace_id = ${quoted(marketplaceId)}
     UNION
     SELECT e.* FROM ${keys} k JOIN book_entry e ON e.money_key = k.money_key AND e.marketplace_id = ${quoted(marketplaceId)}
     WHERE k.money_key LIKE 'books:%'
     UNION
     SELECT e.* FROM ${scope.orders} o JOIN book_entry e ON e.marketplace_id = ${quoted(marketplaceId)}
       AND e.account_id = o.account_id AND e.order_reference = o.order_reference
     WHERE o.charges <= ${maxOrderCharges} AND e.object_id IS NULL AND e.kind = 'sale'`,
  )
  await sql.run(`ANALYZE ${scope.legs}`)
  await sql.run(`ANALYZE ${scope.entries}`)
}

function climb(keys: string, ids: string): string {
  return `WITH RECURSIVE up (id, depth) AS (
      SELECT substr(money_key, 8), 0 FROM ${keys} WHERE money_key LIKE 'stripe:%'
      UNION
      SELECT l.parent_id, up.depth + 1 FROM up
      JOIN provider_leg l ON l.money_key = 'stripe:' || up.id AND l.marketplace_id = $1
      WHERE l.parent_id IS NOT NULL AND up.depth < 4)
    INSERT INTO ${ids} SELECT DISTINCT id FROM up`
}

/** The orders that these families belong to, each with its number of charges (counted no further than needed). */
function ordersOf(keys: string, { ids, orders }: Scope): string {
  return `INSERT INTO ${orders}
    SELECT o.account_id, o.order_reference, c.charges FROM (
      SELECT l.account_id, l.order_reference FROM ${ids} i
      JOIN provider_leg l ON l.money_key = 'stripe:' || i.id AND l.marketplace_id = $1
      WHERE l.kind = 'sale' AND l.order_reference IS NOT NULL
      UNION
      SELECT e.account_id, e.order_reference FROM ${keys} k
      JOIN book_entry e ON e.money_key = k.money_key AND e.marketplace_id = $1
      WHERE e.object_id IS NULL AND e.kind = 'sale' AND e.order_reference IS NOT NULL) o
    CROSS JOIN LATERAL (SELECT count(*) AS charges FROM (
      SELECT 1 FROM provider_leg l WHERE l.marketplace_id = $1 AND l.account_id = o.account_id
        AND l.order_reference = o.order_reference AND l.kind = 'sale' LIMIT ${maxOrderCharges + 1}) few) c`
}

function siblings({ ids, orders }: Scope): string {
  return `INSERT INTO ${ids} SELECT DISTINCT l.object_id FROM ${orders} o
    JOIN provider_leg l ON l.marketplace_id = $1 AND l.account_id = o.account_id
      AND l.order_reference = o.order_reference AND l.kind = 'sale'
    WHERE o.charges <= ${maxOrderCharges} ON CONFLICT DO NOTHING`
}

function descend(ids: string): string {
  return `WITH RECURSIVE down (id, depth) AS (
      SELECT id, 0 FROM ${ids}
      UNION
      SELECT l.object_id, down.depth + 1 FROM down
      JOIN provider_leg l ON l.marketplace_id = $1 AND l.parent_id = down.id WHERE down.depth < 4)
    INSERT INTO ${ids} SELECT DISTINCT id FROM down ON CONFLICT DO NOTHING`
}

/** CREATE TABLE AS takes no parameters. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export async function forgetScope(sql: Sql, scope: Scope): Promise<void> {
  await sql.run(`DROP TABLE ${scope.ids}, ${scope.orders}, ${scope.legs}, ${scope.entries}`)
}
