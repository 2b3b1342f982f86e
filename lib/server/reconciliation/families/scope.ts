import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import type { Sql } from '../../db/transaction'
import { asLinked, isCounted, linkedElsewhere, linkedTo } from './hand-work'

/** Temporary tables of one expansion: ids, orders, legs and entries of whole families. They die with the transaction. */
export type Scope = { ids: string; orders: string; legs: string; entries: string }
export const familyScope: Scope = {
  ids: 'family_id',
  orders: 'family_order',
  legs: 'family_leg',
  entries: 'family_entry',
}

/** An order that more charges carry ties nothing, so it makes no family either. */
export const { maxOrderCharges } = reconPolicy
/** Fee refund → fee → charge, reversal → transfer → charge; one spare. */
const maxGenerations = 4

/**
 * From some money keys to all members of their families: up to the root, across to the charges of the same order, down
 * to everything that stems from them. What has no leg yet (an entry's unknown object, an absent parent) is a member too.
 * Each leg is read once, by its key or its parent's.
 */
export async function expandFamilies(sql: Sql, marketplaceId: string, keys: string): Promise<Scope> {
  const scope = familyScope
  await createTables(sql, scope)
  await sql.run(
    `INSERT INTO ${scope.ids} SELECT DISTINCT substr(money_key, 8), money_key, 0 FROM ${keys} WHERE money_key LIKE 'stripe:%'`,
  )
  await byIndex(sql, async () => {
    // Once, and once more where a person linked an entry to an object of another family.
    for (let round = 0; round < 2; round++) {
      await gather(sql, marketplaceId, keys, scope)
      if ((await sql.run(linkedElsewhere(scope), [marketplaceId])) === 0) break
    }
    await sql.run(asLinked(scope), [marketplaceId])
  })
  return scope
}

async function gather(sql: Sql, marketplaceId: string, keys: string, scope: Scope): Promise<void> {
  for (let generation = 0; generation < maxGenerations; generation++) {
    if ((await sql.run(climb(scope), [marketplaceId, generation])) === 0) break
  }
  await sql.run(ordersOf(keys, scope), [marketplaceId])
  await sql.run(siblings(scope), [marketplaceId])
  await sql.run(`UPDATE ${scope.ids} SET generation = 0`)
  for (let generation = 0; generation < maxGenerations; generation++) {
    if ((await sql.run(descend(scope), [marketplaceId, generation])) === 0) break
  }
  for (const statement of entriesOf(keys, scope)) await sql.run(statement, [marketplaceId])
}

/**
 * Few keys against very many rows: the index, key by key. The planner cannot know how few and would read everything.
 * Under row-level security an index serves only plain columns on both sides: no `'stripe:' || id` in such a join.
 */
export async function byIndex<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  const joins = (setting: 'on' | 'off') =>
    sql.rows(
      `SELECT set_config('enable_hashjoin', $1, true), set_config('enable_mergejoin', $1, true),
         set_config('enable_seqscan', $1, true)`,
      [setting],
    )
  await joins('off')
  const result = await work()
  await joins('on')
  return result
}

async function createTables(sql: Sql, { ids, orders, legs, entries }: Scope): Promise<void> {
  await sql.run(`CREATE TEMP TABLE ${ids} (id text PRIMARY KEY, money_key text, generation int) ON COMMIT DROP`)
  await sql.run(`CREATE TEMP TABLE ${orders} (account_id text, order_reference text, charges bigint) ON COMMIT DROP`)
  await sql.run(
    `CREATE TEMP TABLE ${legs} (LIKE provider_leg, PRIMARY KEY (money_key, account_id, kind)) ON COMMIT DROP`,
  )
  await sql.run(`CREATE TEMP TABLE ${entries} (LIKE book_entry, PRIMARY KEY (id)) ON COMMIT DROP`)
}

function climb({ ids, legs }: Scope): string {
  return `WITH found AS (
      INSERT INTO ${legs} SELECT l.* FROM ${ids} i
      JOIN provider_leg l ON l.money_key = i.money_key AND l.marketplace_id = $1
      WHERE i.generation = $2 ON CONFLICT DO NOTHING RETURNING parent_id)
    INSERT INTO ${ids} SELECT DISTINCT parent_id, 'stripe:' || parent_id, $2::int + 1 FROM found WHERE parent_id IS NOT NULL
    ON CONFLICT DO NOTHING`
}

/** The orders that these families belong to, each with its number of charges (counted no further than needed). */
function ordersOf(keys: string, { legs, orders }: Scope): string {
  return `INSERT INTO ${orders}
    SELECT o.account_id, o.order_reference, c.charges FROM (
      SELECT account_id, order_reference FROM ${legs} WHERE kind = 'sale' AND order_reference IS NOT NULL
      UNION
      SELECT e.account_id, e.order_reference FROM ${keys} k
      JOIN book_entry e ON e.money_key = k.money_key AND e.marketplace_id = $1
      WHERE e.object_id IS NULL AND e.kind = 'sale' AND e.order_reference IS NOT NULL) o
    CROSS JOIN LATERAL (SELECT count(*) AS charges FROM (
      SELECT 1 FROM provider_leg l WHERE l.marketplace_id = $1 AND l.account_id = o.account_id
        AND l.order_reference = o.order_reference AND l.kind = 'sale' LIMIT ${maxOrderCharges + 1}) few) c`
}

function siblings({ ids, orders, legs }: Scope): string {
  return `WITH found AS (
      INSERT INTO ${legs} SELECT l.* FROM ${orders} o
      JOIN provider_leg l ON l.marketplace_id = $1 AND l.account_id = o.account_id
        AND l.order_reference = o.order_reference AND l.kind = 'sale'
      WHERE o.charges BETWEEN 1 AND ${maxOrderCharges} ON CONFLICT DO NOTHING RETURNING object_id)
    INSERT INTO ${ids} SELECT DISTINCT object_id, 'stripe:' || object_id, 0 FROM found ON CONFLICT DO NOTHING`
}

function descend({ ids, legs }: Scope): string {
  return `WITH found AS (
      INSERT INTO ${legs} SELECT l.* FROM ${ids} i JOIN provider_leg l ON l.marketplace_id = $1 AND l.parent_id = i.id
      WHERE i.generation = $2 ON CONFLICT DO NOTHING RETURNING object_id)
    INSERT INTO ${ids} SELECT DISTINCT object_id, 'stripe:' || object_id, $2::int + 1 FROM found ON CONFLICT DO NOTHING`
}

/** Entries that name a member, entries that came as keys themselves, and sales that know only an order of the family. */
function entriesOf(keys: string, { ids, orders, entries }: Scope): string[] {
  const found = [
    `${ids} i JOIN book_entry e ON e.money_key = i.money_key WHERE e.marketplace_id = $1`,
    `${keys} k JOIN book_entry e ON e.money_key = k.money_key WHERE e.marketplace_id = $1 AND k.money_key LIKE 'books:%'`,
    `${orders} o JOIN book_entry e ON e.account_id = o.account_id AND e.order_reference = o.order_reference
     WHERE e.marketplace_id = $1 AND o.charges <= ${maxOrderCharges} AND e.object_id IS NULL AND e.kind = 'sale'`,
    `${linkedTo(ids)} WHERE e.marketplace_id = $1`,
  ]
  return found.map((rows) => `INSERT INTO ${entries} SELECT e.* FROM ${rows} AND ${isCounted} ON CONFLICT DO NOTHING`)
}

export async function forgetScope(sql: Sql, scope: Scope): Promise<void> {
  await sql.run(`DROP TABLE ${scope.ids}, ${scope.orders}, ${scope.legs}, ${scope.entries}`)
}
