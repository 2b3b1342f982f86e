import { chainStart } from '@/lib/domain/audit/chain'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { type AuditRow, auditColumns } from './rows'
import { type Broken, walkChain } from './walk-chain'

export type AuditFilter = { action?: string; subject?: string; actorId?: string; beforeSeq?: bigint; limit?: number }

/** Newest first, keyset by seq. */
export function listAudit(ctx: Ctx, filter: AuditFilter = {}): Promise<AuditRow[]> {
  return inSql(ctx, (sql) => auditIn(sql, ctx, filter))
}

/** The same within a transaction. */
export function auditIn(sql: Sql, ctx: Ctx, filter: AuditFilter): Promise<AuditRow[]> {
  const limit = Math.min(filter.limit ?? 50, 200)
  return sql.rows<AuditRow>(
    `SELECT ${auditColumns} FROM audit_entry WHERE marketplace_id = $1
         AND ($2::text IS NULL OR action LIKE $2 || '%') AND ($3::text IS NULL OR subject = $3)
         AND ($4::text IS NULL OR actor_id = $4) AND ($5::bigint IS NULL OR seq < $5)
       ORDER BY seq DESC LIMIT $6`,
    [
      ctx.actor.marketplaceId,
      filter.action ?? null,
      filter.subject ?? null,
      filter.actorId ?? null,
      filter.beforeSeq ?? null,
      limit,
    ],
  )
}

const rowsAPage = 1_000

/** Rows in the order of the chain, as they stand. */
export function chainPage(ctx: Ctx, after: bigint): Promise<AuditRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<AuditRow>(
      `SELECT ${auditColumns} FROM audit_entry WHERE marketplace_id = $1 AND seq > $2 ORDER BY seq LIMIT ${rowsAPage}`,
      [ctx.actor.marketplaceId, after],
    ),
  )
}

export type ChainVerdict = { holds: true; rows: bigint; head: string } | ({ holds: false } & Broken)

/** Walks the whole chain in pages and recomputes every hash. Writes nothing. */
export async function verifyChain(ctx: Ctx): Promise<ChainVerdict> {
  const { at, broken } = await walkChain(ctx, { seq: 0n, hash: chainStart })
  return broken ? { holds: false, ...broken } : { holds: true, rows: at.seq, head: at.hash }
}
