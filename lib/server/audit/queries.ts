import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { auditHash, chainStart, type JsonObject } from './record-audit'

export type AuditRow = {
  seq: bigint
  at: Date
  actorKind: string
  actorId: string
  action: string
  subject: string
  detail: JsonObject
  hash: string
  prevHash: string
}
export type AuditFilter = { action?: string; subject?: string; actorId?: string; beforeSeq?: bigint; limit?: number }

const columns = `seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action, subject, detail, hash, prev_hash AS "prevHash"`

/** Newest first, keyset by seq. */
export async function listAudit(ctx: Ctx, filter: AuditFilter = {}): Promise<AuditRow[]> {
  const limit = Math.min(filter.limit ?? 50, 200)
  return inSql(ctx, (sql) =>
    sql.rows<AuditRow>(
      `SELECT ${columns} FROM audit_entry WHERE marketplace_id = $1
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
    ),
  )
}

export type ChainVerdict = { holds: true; rows: bigint; head: string } | { holds: false; brokenAt: bigint; why: string }

/** Walks the whole chain in pages and recomputes every hash. */
export async function verifyChain(ctx: Ctx): Promise<ChainVerdict> {
  let [seq, hash] = [0n, chainStart]
  for (;;) {
    const page = await inSql(ctx, (sql) =>
      sql.rows<AuditRow>(
        `SELECT ${columns} FROM audit_entry WHERE marketplace_id = $1 AND seq > $2 ORDER BY seq LIMIT 5000`,
        [ctx.actor.marketplaceId, seq],
      ),
    )
    for (const row of page) {
      if (row.seq !== seq + 1n) return { holds: false, brokenAt: seq + 1n, why: 'a row is missing' }
      if (row.prevHash !== hash) return { holds: false, brokenAt: row.seq, why: 'it does not hang on the row before' }
      if (row.hash !== auditHash(hash, ctx.actor.marketplaceId, row.seq, row))
        return { holds: false, brokenAt: row.seq, why: 'its text was changed' }
      ;[seq, hash] = [row.seq, row.hash]
    }
    if (page.length === 0) return { holds: true, rows: seq, head: hash }
  }
}
