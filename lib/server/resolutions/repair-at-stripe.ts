import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Repair } from '@/lib/domain/resolutions/act'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { type IntentInput, subjectOf } from '../intents/intent'
import { journalIntent } from '../intents/request-intent'
import type { Loaded } from './load-item'
import type { ActRefusal, Step, Written } from './perform-act'

/** What a second person says yes to is the intent itself, byte for byte: action, object, amount, connection, cause. */
export async function repairWish(sql: Sql, ctx: Ctx, loaded: Loaded, act: Repair) {
  const payload = await intentFor(sql, ctx, loaded, act)
  return payload && { action: act as string, subject: subjectOf(payload), payload }
}

/** Journals the intent; the worker looks, sends and reads back, and a run closes the exception when that explains it. */
export async function repairAtStripe(step: Step, act: Repair): Promise<Result<Written, ActRefusal>> {
  const { sql, ctx, loaded, wish } = step
  const input = await intentFor(sql, ctx, loaded, act)
  if (!input) return refuse('object_unknown')
  if (wish.approvalId === null) return refuse('approval_missing')
  const journalled = await journalIntent(sql, ctx, input, wish.approvalId)
  if (!journalled.ok) return journalled
  if (!journalled.value.isNew) return refuse('asked_before')
  return ok({ detail: { object: subjectOf(input) }, intentId: journalled.value.id })
}

/** The exception that an intent's cause speaks of: `exception:<id>:<which try>`. */
export function exceptionOfCause(cause: unknown): string | undefined {
  return typeof cause === 'string' ? /^exception:([\w-]+):\d+$/.exec(cause)?.[1] : undefined
}

async function intentFor(
  sql: Sql,
  ctx: Ctx,
  { item, repairsAsked }: Loaded,
  act: Repair,
): Promise<IntentInput | undefined> {
  const [target] = await sql.rows<{ livemode: boolean }>(
    `SELECT livemode FROM provider_object WHERE marketplace_id = $1 AND money_key = $2 AND account_id = $3 LIMIT 1`,
    [ctx.actor.marketplaceId, `stripe:${item.objectId}`, item.accountId],
  )
  if (!target) return undefined
  const everyAct = {
    livemode: target.livemode,
    accountId: item.accountId,
    amountMinor: item.amountMinor.toString(),
    currency: item.currency,
    cause: `exception:${item.id}:${repairsAsked + 1}`,
  }
  return act === 'reverse_transfer'
    ? { action: act, transferId: item.objectId, ...everyAct }
    : { action: act, feeId: item.objectId, ...everyAct }
}
