import type { LifeEntry, LifePosting, LifeRow } from '@/lib/domain/money-life/life'
import type { Sql } from '../db/transaction'
import { mostMembers, type Order } from './load-members'

const mostRows = 1000

/** Balance transactions of these objects, with their fees as Stripe itemised them. */
export async function rowsOf(sql: Sql, marketplaceId: string, ids: readonly string[]): Promise<LifeRow[]> {
  type Row = Omit<LifeRow, 'fees'> & { details: unknown }
  const rows = await sql.rows<Row>(
    `SELECT id, account_id AS "accountId", reporting_category AS category, source_id AS "sourceId",
       amount_minor AS "amountMinor", net_minor AS "netMinor", raw->'fee_details' AS details, currency, created AS at
     FROM balance_transaction WHERE marketplace_id = $1 AND money_key = ANY($2) ORDER BY created, id LIMIT ${mostRows}`,
    [marketplaceId, keysOf(ids)],
  )
  return rows.map(({ details, ...row }) => ({ ...row, fees: feesFrom(details, row.currency) }))
}

/** What is not written as Stripe documents it is left out, and is shown as a fee that nobody itemised. */
function feesFrom(details: unknown, currency: string): LifeRow['fees'] {
  if (!Array.isArray(details)) return []
  return details.flatMap((detail: { type?: unknown; amount?: unknown; currency?: unknown } | null) => {
    const { type, amount, currency: own } = detail ?? {}
    const isSound = typeof type === 'string' && Number.isSafeInteger(amount) && own === currency
    return isSound ? [{ type, amountMinor: BigInt(amount as number) }] : []
  })
}

export function postingsOf(sql: Sql, marketplaceId: string, ids: readonly string[]): Promise<LifePosting[]> {
  return sql.rows<LifePosting>(
    `SELECT id, transaction_id AS "transactionId", account_id AS "accountId", debit, credit, amount_minor AS "amountMinor",
       currency, occurred_at AS at
     FROM ledger_posting WHERE marketplace_id = $1 AND money_key = ANY($2) ORDER BY occurred_at, id LIMIT ${mostRows}`,
    [marketplaceId, keysOf(ids)],
  )
}

type EntriesAsked = { ids: readonly string[]; keys: readonly string[]; orders: readonly Order[] }

/** Entries that name a member, that were tied to one, that were asked for, and sales that know only the order. */
export async function entriesOf(sql: Sql, marketplaceId: string, asked: EntriesAsked): Promise<LifeEntry[]> {
  const links = await sql.rows<{ moneyKey: string; entryId: string; objectId: string }>(
    `SELECT money_key AS "moneyKey", entry_id AS "entryId", object_id AS "objectId" FROM book_link
     WHERE marketplace_id = $1 AND object_id = ANY($2) LIMIT ${mostMembers}`,
    [marketplaceId, asked.ids],
  )
  const keys = [...keysOf(asked.ids), ...asked.keys, ...links.map(({ moneyKey }) => moneyKey)]
  const rows = await sql.rows<LifeEntry>(
    `SELECT ${entryColumns} FROM book_entry e WHERE e.marketplace_id = $1 AND e.money_key = ANY($2)
     UNION
     SELECT ${entryColumns} FROM jsonb_to_recordset($3::jsonb) AS o("accountId" text, reference text)
     JOIN book_entry e ON e.marketplace_id = $1 AND e.account_id = o."accountId" AND e.order_reference = o.reference
     WHERE e.object_id IS NULL AND e.kind = 'sale' ORDER BY at, id LIMIT ${mostRows}`,
    [marketplaceId, keys, JSON.stringify(asked.orders)],
  )
  const tied = new Map(links.map(({ entryId, objectId }) => [entryId, objectId]))
  return rows.map((row) => ({ ...row, objectId: row.objectId ?? tied.get(row.id) ?? null }))
}

const entryColumns = `e.id, e.reference, e.kind, e.account_id AS "accountId", e.object_id AS "objectId",
  e.amount_minor AS "amountMinor", e.currency, e.occurred_at AS at`

export function keysOf(ids: readonly string[]): string[] {
  return ids.map((id) => `stripe:${id}`)
}
