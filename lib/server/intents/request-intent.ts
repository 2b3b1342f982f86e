import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { intentPolicy } from '@/lib/domain/intents/policy'
import { spendApproval } from '../approvals/spend-approval'
import { recordAudit } from '../audit/record-audit'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { enqueue } from '../queue/enqueue'
import { IntentInput, type IntentState, intentId, subjectOf } from './intent'

export type RequestIntentRefusal =
  | 'not_permitted'
  | 'malformed'
  | 'not_connected'
  | 'account_unknown'
  | 'approval_missing'
/** `isNew` false: the same was wished before, and this is how far that has come. */
export type RequestedIntent = { id: string; isNew: boolean; state: IntentState }

/** Journals an act on the provider; the worker performs it. In a transaction of its own. */
export function requestIntent(
  ctx: Ctx,
  input: unknown,
  approvalId?: string,
): Promise<Result<RequestedIntent, RequestIntentRefusal>> {
  return inSql(ctx, (sql) => journalIntent(sql, ctx, input, approvalId))
}

/**
 * The same within the caller's transaction. Id and idempotency key are a hash of what the act is (action, test or live,
 * account, object, amount, currency, cause), so that the same wish asked twice is one intent and reaches the provider as
 * one request. It is bound to the connection of its mode: no other ever carries it.
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
  const platform = await platformOf(sql, ctx, act)
  if (!platform.ok) return platform
  const id = intentId(marketplaceId, act)
  if (approvalId !== undefined) {
    const use = { id: approvalId, action: act.action, subject: subjectOf(act), payload: act, usedFor: id }
    if (!(await spendApproval(sql, ctx, use)).ok) return refuse('approval_missing')
  }
  const added = await sql.run(
    `INSERT INTO intent (marketplace_id, id, provider, livemode, platform_account_id, account_id, action, payload, idempotency_key,
       approval_id, created_by, created_at, next_attempt_at)
     VALUES ($1, $2, 'stripe', $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12) ON CONFLICT (marketplace_id, id) DO NOTHING`,
    [
      marketplaceId,
      id,
      act.livemode,
      platform.value,
      act.accountId,
      act.action,
      JSON.stringify(act),
      `counterfoil-${id}`,
      approvalId ?? null,
      ctx.actor.id,
      ctx.now,
      ctx.actor.kind === 'user' && approvalId !== undefined ? graceEnd() : null,
    ],
  )
  if (added === 0) return ok({ id, isNew: false, state: await stateOf(sql, ctx, id) })
  await enqueue(sql, 'execute-intents', { marketplaceId })
  await recordAudit(sql, ctx, 'intent.request', id, {
    action: act.action,
    object: subjectOf(act),
    amountMinor: act.amountMinor,
    currency: act.currency,
    livemode: act.livemode,
    approvalId: approvalId ?? null,
  })
  return ok({ id, isNew: true, state: 'pending' })
}

/** By the machine's clock, as every rest is. */
function graceEnd(): Date {
  return new Date(wallClock().getTime() + intentPolicy.graceSeconds * 1000)
}

/** The platform whose connection may act on this account in this mode. */
async function platformOf(
  sql: Sql,
  ctx: Ctx,
  { livemode, accountId }: IntentInput,
): Promise<Result<string, 'not_connected' | 'account_unknown'>> {
  const [connection] = await sql.rows<{ platform: string; isKnown: boolean }>(
    `SELECT c.account_id AS platform, EXISTS (SELECT FROM provider_account a WHERE a.marketplace_id = c.marketplace_id
       AND a.provider = c.provider AND a.livemode = c.livemode AND a.account_id = $3 AND a.deauthorized_at IS NULL) AS "isKnown"
     FROM provider_connection c WHERE c.marketplace_id = $1 AND c.provider = 'stripe' AND c.livemode = $2`,
    [ctx.actor.marketplaceId, livemode, accountId],
  )
  if (!connection) return refuse('not_connected')
  return connection.isKnown || connection.platform === accountId ? ok(connection.platform) : refuse('account_unknown')
}

async function stateOf(sql: Sql, ctx: Ctx, id: string): Promise<IntentState> {
  const [row] = await sql.rows<{ state: IntentState }>(
    'SELECT state FROM intent WHERE marketplace_id = $1 AND id = $2',
    [ctx.actor.marketplaceId, id],
  )
  return row?.state ?? 'pending'
}
