import { entryKinds } from '@/lib/domain/books/book-entry'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { openText } from '../personal/free-text'

export type EntryRow = {
  id: string
  reference: string
  kind: string
  accountId: string
  objectId: string | null
  orderReference: string | null
  amountMinor: bigint
  currency: string
  occurredAt: Date
  sellerId: string | null
  importId: string | null
  /** Taken out by a person: no run counts it. */
  isVoid: boolean
}
export type EntryFilter = {
  kind?: string
  importId?: string
  before?: { occurredAt: Date; id: string }
  limit?: number
}

/**
 * The platform's own records, newest first; keyset by (occurredAt, id). The index begins with the kind, so each kind is
 * read in order by itself and the few heads are merged: a page costs the same with and without filters, however deep.
 */
export async function listEntries(ctx: Ctx, filter: EntryFilter = {}): Promise<EntryRow[]> {
  const { kind, importId, before } = filter
  const limit = Math.min(Math.max(Math.trunc(filter.limit ?? 50), 1), 200)
  const params: unknown[] = [ctx.actor.marketplaceId, limit]
  const clauses = ['marketplace_id = $1']
  const add = (clause: (...places: string[]) => string, ...values: unknown[]) => {
    const places = values.map((value) => `$${params.push(value)}`)
    clauses.push(clause(...places))
  }
  if (before) add((at, id) => `(occurred_at, id) < (${at}::timestamptz, ${id})`, before.occurredAt, before.id)
  const order = 'ORDER BY occurred_at DESC, id DESC LIMIT $2'
  if (importId) {
    add((id) => `import_id = ${id}`, importId)
    if (kind) add((name) => `kind = ${name}`, kind)
    return readEntries(ctx, `book_entry WHERE ${clauses.join(' AND ')}`, order, params)
  }
  const heads = (kind ? [kind] : entryKinds).map((name) => {
    const where = `${clauses.join(' AND ')} AND kind = $${params.push(name)}`
    return `(SELECT * FROM book_entry WHERE ${where} ${order})`
  })
  return readEntries(ctx, `(${heads.join(' UNION ALL ')}) entries`, order, params)
}

function readEntries(ctx: Ctx, from: string, order: string, params: readonly unknown[]): Promise<EntryRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<EntryRow>(
      `SELECT page.*, EXISTS (SELECT FROM book_entry_void v
         WHERE v.marketplace_id = $1 AND v.entry_id = page.id AND v.restored_at IS NULL) AS "isVoid"
       FROM (SELECT id, reference, kind, account_id AS "accountId", object_id AS "objectId",
           order_reference AS "orderReference", amount_minor AS "amountMinor", currency, occurred_at AS "occurredAt",
           seller_id AS "sellerId", import_id AS "importId" FROM ${from} ${order}) page
       ORDER BY "occurredAt" DESC, id DESC`,
      params,
    ),
  )
}

export type ImportRow = {
  id: string
  source: string
  name: string
  rowsGood: number
  rowsBad: number
  importedBy: string
  importedAt: Date
}

export async function listImports(ctx: Ctx, limit = 20): Promise<ImportRow[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<ImportRow>(
      `SELECT id, source, name_enc AS name, rows_good AS "rowsGood", rows_bad AS "rowsBad", imported_by AS "importedBy",
         imported_at AS "importedAt" FROM book_import WHERE marketplace_id = $1 ORDER BY imported_at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 100)],
    ),
  )
  const { marketplaceId } = ctx.actor
  return rows.map((row) => ({ ...row, name: openText(marketplaceId, 'book_import.name_enc', row.id, row.name) }))
}

export type ContractBand = { currency: string; fromMinor: string; rateBp: number; fixedMinor: string }
export type ContractRow = {
  reference: string
  sellerId: string
  tier: string
  validFrom: Date
  refundPolicy: 'kept' | 'returned'
  disputePolicy: 'recovered' | 'absorbed'
  bands: ContractBand[]
  /** Of what was drafted here; null where it came in by the API. */
  draftedBy: string | null
  activatedBy: string | null
}
export type ContractFilter = { after?: { sellerId: string; reference: string }; seller?: string; limit?: number }

/** What sellers agreed to; keyset by (seller, reference). */
export async function listContracts(
  ctx: Ctx,
  { after, seller, limit = 50 }: ContractFilter = {},
): Promise<ContractRow[]> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, (sql) =>
    sql.rows<ContractRow>(
      `SELECT c.reference, c.seller_id AS "sellerId", c.tier, c.valid_from AS "validFrom", c.refund_policy AS "refundPolicy",
         coalesce(c.dispute_policy, 'absorbed') AS "disputePolicy", c.bands, v.drafted_by AS "draftedBy",
         v.activated_by AS "activatedBy"
       FROM fee_contract c
       LEFT JOIN setting_version v ON v.marketplace_id = $1 AND v.id = c.reference AND v.kind = 'fee_contract'
       WHERE c.marketplace_id = $1 AND (c.seller_id, c.reference) > ($2, $3) AND ($5::text IS NULL OR c.seller_id = $5)
       ORDER BY c.seller_id, c.reference LIMIT $4`,
      [marketplaceId, after?.sellerId ?? '', after?.reference ?? '', Math.min(Math.max(limit, 1), 200), seller ?? null],
    ),
  )
}
