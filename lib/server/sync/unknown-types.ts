import { categories } from '@/lib/domain/ledger/categories'
import { knownObjectTypes } from '@/lib/providers/stripe/facts/facts-from-object'
import { productTime } from '../clock'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'

export type UnknownType = {
  what: 'event' | 'object' | 'reporting category'
  name: string
  count: number
  /** True where counting stopped: show "10,000+". */
  capped: boolean
  lastSeen: Date
}

/** Nobody acts otherwise on eleven thousand than on ten. */
export const countCap = 10_000

/**
 * Names that this version does not know: kept, counted, and shown here. Each part steps through an index from name to
 * name, so that the cost hangs on how many names there are and not on how many rows; money of an unknown category is
 * found where the ledger put it, in suspense.
 */
export async function listUnknownTypes(ctx: Ctx): Promise<UnknownType[]> {
  const { marketplaceId } = ctx.actor
  const parts = await inSql(ctx, async (sql) => [
    ...(await read(sql, 'event', keptEvents, [marketplaceId])),
    ...(await read(sql, 'object', unknownObjects, [marketplaceId, knownObjectTypes])),
    ...(await read(sql, 'reporting category', unknownCategories, [marketplaceId, Object.keys(categories)])),
  ])
  return parts.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

type Counted = { name: string; n: number; lastSeen: Date }

async function read(sql: Sql, what: UnknownType['what'], text: string, params: unknown[]): Promise<UnknownType[]> {
  const rows = await sql.rows<Counted>(text, params)
  return rows.map(({ name, n, lastSeen }) => ({
    what,
    name,
    count: Math.min(n, countCap),
    capped: n > countCap,
    // An event was received by the machine's clock; what it speaks of happened by the product's.
    lastSeen: what === 'event' ? productTime(lastSeen) : lastSeen,
  }))
}

/** The next name after each name: as many steps down the index as there are names. */
const names = (table: string, column: string, where: string) => `
  WITH RECURSIVE names (name) AS (
    (SELECT ${column} FROM ${table} WHERE marketplace_id = $1 AND ${where} ORDER BY ${column} LIMIT 1)
    UNION ALL
    SELECT (SELECT t.${column} FROM ${table} t WHERE t.marketplace_id = $1 AND ${where} AND t.${column} > names.name
            ORDER BY t.${column} LIMIT 1) FROM names WHERE names.name IS NOT NULL)`

const capped = (rows: string) => `(SELECT count(*)::int FROM (SELECT 1 AS one ${rows} LIMIT ${countCap + 1}) counted)`

const kept = `FROM inbox_event e WHERE e.marketplace_id = $1 AND e.state = 'kept' AND e.type = names.name`
const keptEvents = `${names('inbox_event', 'type', `state = 'kept'`)}
  SELECT name, ${capped(kept)} AS n, (SELECT max(e.received_at) ${kept}) AS "lastSeen" FROM names WHERE name IS NOT NULL`

const ofType = 'FROM provider_object o WHERE o.marketplace_id = $1 AND o.object_type = names.name'
const unknownObjects = `${names('provider_object', 'object_type', 'true')}
  SELECT name, ${capped(ofType)} AS n,
    (SELECT o.observed_at ${ofType} ORDER BY o.created DESC LIMIT 1) AS "lastSeen"
  FROM names WHERE name IS NOT NULL AND name <> ALL($2::text[])`

const suspended = (side: string) => `(SELECT money_key, marketplace_id, account_id, transaction_id FROM ledger_posting
  WHERE marketplace_id = $1 AND ${side} = 'suspense:unknown_category' LIMIT ${countCap + 1})`
const unknownCategories = `
  SELECT b.reporting_category AS name, count(DISTINCT (b.account_id, b.id))::int AS n, max(b.created) AS "lastSeen"
  FROM (${suspended('debit')} UNION ALL ${suspended('credit')}) p
  JOIN balance_transaction b ON b.money_key = p.money_key AND b.marketplace_id = p.marketplace_id
    AND b.account_id = p.account_id AND b.id = p.transaction_id
  WHERE b.reporting_category <> ALL($2::text[]) GROUP BY 1`
