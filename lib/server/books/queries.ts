import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

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
}
export type EntryFilter = {
  kind?: string
  importId?: string
  before?: { occurredAt: Date; id: string }
  limit?: number
}

/** The platform's own records, newest first; keyset by (occurredAt, id). */
export async function listEntries(ctx: Ctx, filter: EntryFilter = {}): Promise<EntryRow[]> {
  const { kind = null, importId = null, before, limit = 50 } = filter
  return inSql(ctx, (sql) =>
    sql.rows<EntryRow>(
      `SELECT id, reference, kind, account_id AS "accountId", object_id AS "objectId",
         order_reference AS "orderReference", amount_minor AS "amountMinor", currency, occurred_at AS "occurredAt",
         seller_id AS "sellerId", import_id AS "importId"
       FROM book_entry WHERE marketplace_id = $1 AND ($2::text IS NULL OR kind = $2)
         AND ($3::text IS NULL OR import_id = $3) AND (occurred_at, id) < ($4::timestamptz, $5)
       ORDER BY occurred_at DESC, id DESC LIMIT $6`,
      [
        ctx.actor.marketplaceId,
        kind,
        importId,
        before?.occurredAt ?? 'infinity',
        before?.id ?? '',
        Math.min(Math.max(limit, 1), 200),
      ],
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
  return inSql(ctx, (sql) =>
    sql.rows<ImportRow>(
      `SELECT id, source, name, rows_good AS "rowsGood", rows_bad AS "rowsBad", imported_by AS "importedBy",
         imported_at AS "importedAt" FROM book_import WHERE marketplace_id = $1 ORDER BY imported_at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 100)],
    ),
  )
}

export type ContractBand = { currency: string; fromMinor: string; rateBp: number; fixedMinor: string }
export type ContractRow = {
  reference: string
  sellerId: string
  tier: string
  validFrom: Date
  refundPolicy: 'kept' | 'returned'
  bands: ContractBand[]
}
export type ContractFilter = { after?: { sellerId: string; reference: string }; limit?: number }

/** What sellers agreed to; keyset by (seller, reference). */
export async function listContracts(ctx: Ctx, { after, limit = 50 }: ContractFilter = {}): Promise<ContractRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<ContractRow>(
      `SELECT reference, seller_id AS "sellerId", tier, valid_from AS "validFrom", refund_policy AS "refundPolicy", bands
       FROM fee_contract WHERE marketplace_id = $1 AND (seller_id, reference) > ($2, $3)
       ORDER BY seller_id, reference LIMIT $4`,
      [ctx.actor.marketplaceId, after?.sellerId ?? '', after?.reference ?? '', Math.min(Math.max(limit, 1), 200)],
    ),
  )
}
