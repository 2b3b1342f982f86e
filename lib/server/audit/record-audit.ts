import { type AuditedFacts, chainStart, chainText } from '@/lib/domain/audit/chain'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { canonicalJson, sha256 } from '../digest/natural-id'

export type JsonObject = { [key: string]: unknown }
type Head = { seq: bigint; hash: string }

/**
 * Appends one row to the marketplace's hash chain, in the caller's transaction. Writers of one marketplace queue on an
 * advisory lock until commit, so call it last.
 */
export async function recordAudit(
  sql: Sql,
  ctx: Ctx,
  action: string,
  subject: string,
  detail: JsonObject,
): Promise<void> {
  const { marketplaceId } = ctx.actor
  await sql.rows(`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('audit:' || $1, 0))) lock`, [
    marketplaceId,
  ])
  const [head] = await sql.rows<Head>(
    'SELECT seq, hash FROM audit_entry WHERE marketplace_id = $1 ORDER BY seq DESC LIMIT 1',
    [marketplaceId],
  )
  const seq = (head?.seq ?? 0n) + 1n
  const prevHash = head?.hash ?? chainStart
  const clean = JSON.parse(canonicalJson(detail)) as JsonObject
  const entry = { at: ctx.now, actorKind: ctx.actor.kind, actorId: ctx.actor.id, action, subject, detail: clean }
  const hash = auditHash(prevHash, marketplaceId, seq, entry)
  await sql.run(
    `INSERT INTO audit_entry (marketplace_id, seq, at, actor_kind, actor_id, action, subject, detail, prev_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10)`,
    [marketplaceId, seq, ctx.now, ctx.actor.kind, ctx.actor.id, action, subject, JSON.stringify(clean), prevHash, hash],
  )
}

/** What a row of the chain is worth: everything it says, and the hash before it. */
export function auditHash(prevHash: string, marketplaceId: string, seq: bigint, facts: AuditedFacts): string {
  return sha256(chainText(prevHash, marketplaceId, seq, facts))
}
