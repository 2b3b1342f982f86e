import { can } from '@/lib/domain/access/can'
import { approvalPolicy } from '@/lib/domain/approvals/policy'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { cleanText } from '@/lib/domain/exceptions/clean-text'
import { type JsonObject, recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { canonicalJson, naturalId } from '../digest/natural-id'
import { limitsNow } from '../limits/queries'
import { sealText, textDigest } from '../personal/free-text'
import { approvalHash } from './approval-hash'

export type ApprovalRequest = { action: string; subject: string; payload: JsonObject; reason: string }
export type RequestRefusal = 'not_permitted' | 'reason_missing'

/**
 * Asks for a second person, and answers with the id of the one open request for this act: a double click, two people at
 * once and a lost answer that is asked for again all get the same.
 */
export function requestApproval(ctx: Ctx, input: ApprovalRequest): Promise<Result<string, RequestRefusal>> {
  return commit(ctx, (sql) => requestIn(sql, ctx, input))
}

/** The same within the caller's transaction. */
export async function requestIn(sql: Sql, ctx: Ctx, input: ApprovalRequest): Promise<Result<string, RequestRefusal>> {
  if (!can(ctx.actor, 'approval.request')) return refuse('not_permitted')
  const reason = cleanText(input.reason, approvalPolicy.reasonMaxLength)
  if (reason.length < approvalPolicy.reasonMinLength) return refuse('reason_missing')
  const payloadHash = approvalHash(input.action, input.subject, input.payload)
  await lapse(sql, ctx, payloadHash)
  const added = await open(sql, ctx, { ...input, reason }, payloadHash)
  if (added === null) return ok(await openOne(sql, ctx, payloadHash))
  const { action, subject } = input
  // The words may be erased one day; the chain keeps only what proves them.
  const reasonDigest = textDigest(ctx.actor.marketplaceId, 'approval.reason_enc', added, reason)
  await recordAudit(sql, ctx, 'approval.request', added, { action, subject, payloadHash, reasonDigest })
  return ok(added)
}

/** A request that nobody answered in time makes room for the next. */
async function lapse(sql: Sql, ctx: Ctx, payloadHash: string): Promise<void> {
  await sql.run(
    `UPDATE approval SET state = 'expired'
     WHERE marketplace_id = $1 AND payload_hash = $2 AND state = 'pending' AND expires_at <= $3`,
    [ctx.actor.marketplaceId, payloadHash, ctx.now],
  )
}

/** Null where one is open. Of two at once the index lets one in, and the other waits until that one is written. */
async function open(sql: Sql, ctx: Ctx, input: ApprovalRequest, payloadHash: string): Promise<string | null> {
  const { marketplaceId } = ctx.actor
  const [before] = await sql.rows<{ n: bigint }>(
    'SELECT count(*) AS n FROM approval WHERE marketplace_id = $1 AND payload_hash = $2',
    [marketplaceId, payloadHash],
  )
  const id = naturalId('apr', marketplaceId, payloadHash, String(before?.n ?? 0n))
  const { expiresAfterHours } = await limitsNow(sql, ctx)
  const expiresAt = new Date(ctx.now.getTime() + expiresAfterHours * 3_600_000)
  const added = await sql.run(
    `INSERT INTO approval (marketplace_id, id, action, subject, payload, payload_hash, reason_enc, requested_by, requested_at, expires_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      marketplaceId,
      id,
      input.action,
      input.subject,
      canonicalJson(input.payload),
      payloadHash,
      sealText(marketplaceId, 'approval.reason_enc', id, input.reason),
      ctx.actor.id,
      ctx.now,
      expiresAt,
    ],
  )
  return added > 0 ? id : null
}

async function openOne(sql: Sql, ctx: Ctx, payloadHash: string): Promise<string> {
  const [row] = await sql.rows<{ id: string }>(
    `SELECT id FROM approval WHERE marketplace_id = $1 AND payload_hash = $2 ORDER BY (state = 'pending') DESC, requested_at DESC LIMIT 1`,
    [ctx.actor.marketplaceId, payloadHash],
  )
  if (!row) throw new Error('An approval that was in the way is gone')
  return row.id
}
