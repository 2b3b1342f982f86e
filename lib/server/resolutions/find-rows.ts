import type { EntryKind } from '@/lib/domain/books/book-entry'
import { rowOf } from '@/lib/domain/resolutions/acts-for'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { isCounted } from '../reconciliation/families/hand-work'
import type { LoadedItem } from './load-item'

export type EntryFound = {
  entryId: string
  moneyKey: string
  accountId: string
  reference: string
  kind: string
  amountMinor: bigint
  currency: string
}

/** The entry that the exception is about, unless it is void. By keys that have an index; a reference alone has none. */
export async function findEntry(sql: Sql, ctx: Ctx, item: LoadedItem): Promise<EntryFound | undefined> {
  const row = rowOf(item, 'books')
  if (!row) return undefined
  const [entry] = await sql.rows<EntryFound>(
    `SELECT e.id AS "entryId", e.money_key AS "moneyKey", e.account_id AS "accountId", e.reference, e.kind,
       e.amount_minor AS "amountMinor", e.currency
     FROM book_entry e WHERE e.marketplace_id = $1 AND e.reference = $2 AND ${isCounted} AND e.money_key = ANY(ARRAY(
       SELECT 'stripe:' || $3::text UNION SELECT 'books:' || $4::text
       UNION SELECT 'books:' || r.entry_id FROM caller_reference r WHERE r.marketplace_id = $1 AND r.reference = $2
       UNION SELECT k.money_key FROM book_link k WHERE k.marketplace_id = $1 AND k.object_id = $3))`,
    [ctx.actor.marketplaceId, row.id, row.objectId ?? '', item.familyId],
  )
  return entry
}

export type LegFound = {
  moneyKey: string
  accountId: string
  objectId: string
  kind: EntryKind
  amountMinor: bigint
  currency: string
  created: Date
  sellerId: string | null
  orderReference: string | null
}

/** Stripe's objects of one kind on one account, in the order in which they were named. */
export async function findLegs(
  sql: Sql,
  ctx: Ctx,
  { kind, account, objectIds }: { kind: string; account: string; objectIds: readonly string[] },
): Promise<LegFound[]> {
  return sql.rows<LegFound>(
    `SELECT l.money_key AS "moneyKey", l.account_id AS "accountId", l.object_id AS "objectId", l.kind,
       l.amount_minor AS "amountMinor", l.currency, l.created, l.seller_id AS "sellerId", l.order_reference AS "orderReference"
     FROM provider_leg l WHERE l.marketplace_id = $1 AND l.money_key = ANY($2) AND l.kind = $3 AND l.account_id = $4
       AND l.settled AND l.amount_minor > 0 ORDER BY array_position($2, l.money_key)`,
    [ctx.actor.marketplaceId, objectIds.map((id) => `stripe:${id}`), kind, account],
  )
}

/** Whether the books have an entry of this kind that counts for one of these objects, or one that was linked to it. */
export async function isTaken(sql: Sql, ctx: Ctx, kind: string, objectIds: readonly string[]): Promise<boolean> {
  const rows = await sql.rows(
    `SELECT 1 FROM book_entry e WHERE e.marketplace_id = $1 AND e.kind = $3 AND ${isCounted}
       AND e.money_key = ANY(ARRAY(SELECT 'stripe:' || unnest($2::text[])
         UNION SELECT k.money_key FROM book_link k WHERE k.marketplace_id = $1 AND k.object_id = ANY($2))) LIMIT 1`,
    [ctx.actor.marketplaceId, objectIds, kind],
  )
  return rows.length > 0
}
