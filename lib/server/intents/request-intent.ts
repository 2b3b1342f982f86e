import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { approvalHash } from '../approvals/approval-hash'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'
import { IntentInput, subjectOf } from './intent'

export type RequestIntentRefusal = 'not_permitted' | 'malformed' | 'approval_missing'
export type RequestedIntent = { id: string; isNew: boolean }

/** Journals an act on the provider; the worker performs it. In a transaction of its own. */
export function requestIntent(
  ctx: Ctx,
  input: unknown,
  approvalId?: string,
): Promise<Result<RequestedIntent, RequestIntentRefusal>> {
  return inSql(ctx, (sql) => journalIntent(sql, ctx, input, approvalId))
}

/**
 * The same within the caller's transaction. The idempotency key is a hash of what the act is (action, account, object,
 * amount, cause), so that the same wish asked twice is one intent and reaches the provider as one request.
 */
export async function journalIntent(
  sql: Sql,
  ctx: Ctx,
  input: unknown,
  approvalId?: string,
): Promise<Result<RequestedIntent, RequestIntentRefusal>> {
  if (!can(ctx.actor, 'intent.request')) return refuse('not_permitted')
  const parsed = IntentInput.safeParse(input)
  if (!parsed.success) return refuse('malformed')
  const act = parsed.data
  const { marketplaceId } = ctx.actor
  const id = naturalId('int', marketplaceId, act.action, act.accountId, subjectOf(act), act.amountMinor, act.cause)
  if (approvalId !== undefined && !(await isApproved(sql, ctx, approvalId, act, id))) return refuse('approval_missing')
  const added = await sql.run(
    `INSERT INTO intent (marketplace_id, id, provider, account_id, action, payload, idempotency_key, approval_id, created_by, created_at)
     VALUES ($1, $2, 'stripe', $3, $4, $5::jsonb, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
    [
      marketplaceId,
      id,
      act.accountId,
      act.action,
      JSON.stringify(act),
      `counterfoil-${id}`,
      approvalId ?? null,
      ctx.actor.id,
      ctx.now,
    ],
  )
  if (added > 0) {
    await enqueue(sql, 'execute-intents', { marketplaceId })
    const { action, amountMinor } = act
    await recordAudit(sql, ctx, 'intent.request', id, {
      action,
      object: subjectOf(act),
      amountMinor,
      approvalId: approvalId ?? null,
    })
  }
  return ok({ id, isNew: added > 0 })
}

/** An approval is for this very act, and for one intent only: another object or amount wants another approval. */
async function isApproved(
  sql: Sql,
  ctx: Ctx,
  approvalId: string,
  act: IntentInput,
  intentId: string,
): Promise<boolean> {
  const rows = await sql.rows(
    `SELECT 1 FROM approval a WHERE marketplace_id = $1 AND id = $2 AND state = 'approved' AND payload_hash = $3
       AND NOT EXISTS (SELECT FROM intent i WHERE i.marketplace_id = $1 AND i.approval_id = a.id AND i.id <> $4)`,
    [ctx.actor.marketplaceId, approvalId, approvalHash(act.action, subjectOf(act), act), intentId],
  )
  return rows.length > 0
}
