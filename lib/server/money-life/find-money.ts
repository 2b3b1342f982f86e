import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Sql } from '../db/transaction'

/** Where a life begins: objects of Stripe's, entries by their money key, a bank line. */
export type Found = { objectIds: string[]; entryKeys: string[]; lineId: string | null }

const longest = 255
const fewOf = 20

/**
 * Any id that a person may have at hand: an object's, a balance transaction's, a book entry's reference, an order's, a bank
 * line's id or reference. What leads straight to a row is asked first.
 */
export async function findMoney(sql: Sql, marketplaceId: string, words: string): Promise<Result<Found, 'not_known'>> {
  const id = words.trim()
  if (id === '' || id.length > longest || id.includes('\0')) return refuse('not_known')
  for (const ask of [byObject, byTransaction, byLine, byEntry, byOrder, byLineReference]) {
    const found = await ask(sql, marketplaceId, id)
    if (found) return ok({ objectIds: [], entryKeys: [], lineId: null, ...found })
  }
  return refuse('not_known')
}

type Ask = (sql: Sql, marketplaceId: string, id: string) => Promise<Partial<Found> | null>

/** Also one that the books alone name. */
const byObject: Ask = async (sql, marketplaceId, id) => {
  const rows = await sql.rows(
    `SELECT 1 FROM provider_object WHERE money_key = $2 AND marketplace_id = $1
     UNION ALL SELECT 1 FROM balance_transaction WHERE money_key = $2 AND marketplace_id = $1
     UNION ALL SELECT 1 FROM book_entry WHERE money_key = $2 AND marketplace_id = $1 LIMIT 1`,
    [marketplaceId, `stripe:${id}`],
  )
  return rows.length > 0 ? { objectIds: [id] } : null
}

const byTransaction: Ask = async (sql, marketplaceId, id) => {
  if (!id.startsWith('txn_')) return null
  const [row] = await sql.rows<{ moneyKey: string }>(
    `SELECT money_key AS "moneyKey" FROM balance_transaction WHERE marketplace_id = $1 AND id = $2 LIMIT 1`,
    [marketplaceId, id],
  )
  return row ? { objectIds: [objectOf(row.moneyKey)] } : null
}

const byLine: Ask = async (sql, marketplaceId, id) => {
  if (!id.startsWith('bkl_')) return null
  const [row] = await sql.rows<LineRow>(
    `SELECT l.id AS "lineId", m.object_id AS "objectId" FROM bank_line l
     LEFT JOIN bank_match m ON m.marketplace_id = l.marketplace_id AND m.line_id = l.id
     WHERE l.marketplace_id = $1 AND l.id = $2 LIMIT 1`,
    [marketplaceId, id],
  )
  return row ? fromLine(row) : null
}

const byEntry: Ask = async (sql, marketplaceId, reference) => {
  const rows = await sql.rows<EntryRow>(
    `SELECT e.money_key AS "entryKey", k.object_id AS "linkedId" FROM book_entry e
     LEFT JOIN book_link k ON k.money_key = e.money_key AND k.marketplace_id = e.marketplace_id
       AND k.account_id = e.account_id AND k.entry_id = e.id
     WHERE e.marketplace_id = $1 AND e.reference = $2 LIMIT ${fewOf}`,
    [marketplaceId, reference],
  )
  return rows.length > 0 ? fromEntries(rows) : null
}

/** Orders are indexed by account: each account is asked by itself. */
const byOrder: Ask = async (sql, marketplaceId, order) => {
  const legs = await sql.rows<{ id: string }>(
    `SELECT l.id FROM (SELECT DISTINCT account_id FROM provider_account WHERE marketplace_id = $1) a
     CROSS JOIN LATERAL (SELECT object_id AS id FROM provider_leg WHERE marketplace_id = $1 AND account_id = a.account_id
       AND order_reference = $2 ORDER BY created, object_id LIMIT ${fewOf}) l LIMIT ${fewOf}`,
    [marketplaceId, order],
  )
  const entries = await sql.rows<EntryRow>(
    `SELECT e.money_key AS "entryKey", NULL AS "linkedId" FROM (
       SELECT DISTINCT account_id FROM provider_account WHERE marketplace_id = $1) a
     CROSS JOIN LATERAL (SELECT money_key FROM book_entry WHERE marketplace_id = $1 AND account_id = a.account_id
       AND order_reference = $2 ORDER BY occurred_at, id LIMIT ${fewOf}) e LIMIT ${fewOf}`,
    [marketplaceId, order],
  )
  if (legs.length + entries.length === 0) return null
  const booked = fromEntries(entries)
  return { ...booked, objectIds: [...new Set([...legs.map(({ id }) => id), ...booked.objectIds])] }
}

/** Only lines that name a payment provider: they are few, and no other can be part of a life. */
const byLineReference: Ask = async (sql, marketplaceId, reference) => {
  const [row] = await sql.rows<LineRow>(
    `SELECT l.id AS "lineId", m.object_id AS "objectId" FROM bank_line l
     LEFT JOIN bank_match m ON m.marketplace_id = l.marketplace_id AND m.line_id = l.id
     WHERE l.marketplace_id = $1 AND l.match_text IS NOT NULL
       AND $2 IN (l.end_to_end_id, l.bank_reference, l.transaction_id) ORDER BY l.booked_on, l.id LIMIT 1`,
    [marketplaceId, reference],
  )
  return row ? fromLine(row) : null
}

type LineRow = { lineId: string; objectId: string | null }
type EntryRow = { entryKey: string; linkedId: string | null }

function fromLine({ lineId, objectId }: LineRow): Partial<Found> {
  return { lineId, objectIds: objectId === null ? [] : [objectId] }
}

function fromEntries(rows: readonly EntryRow[]) {
  const named = rows.flatMap(({ entryKey, linkedId }) => [
    ...(entryKey.startsWith('stripe:') ? [objectOf(entryKey)] : []),
    ...(linkedId === null ? [] : [linkedId]),
  ])
  return { objectIds: [...new Set(named)], entryKeys: rows.map(({ entryKey }) => entryKey) }
}

function objectOf(moneyKey: string): string {
  return moneyKey.slice(moneyKey.indexOf(':') + 1)
}
