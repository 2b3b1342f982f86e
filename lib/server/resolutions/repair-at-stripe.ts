import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
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
  const [target] = await sql.rows<Target>(
    `SELECT livemode, object_type AS "objectType", parent_id AS "parentId",
       amount_minor AS "amountMinor", currency FROM provider_object
     WHERE marketplace_id = $1 AND money_key = $2 AND account_id = $3 AND id = $4`,
    [ctx.actor.marketplaceId, moneyKeyOf('stripe', item.objectId), item.accountId, item.objectId],
  )
  if (!target) return undefined
  const everyAct = {
    livemode: target.livemode,
    accountId: item.accountId,
    amountMinor: item.amountMinor.toString(),
    currency: item.currency,
    cause: `exception:${item.id}:${repairsAsked + 1}`,
  }
  const chargeId = target.objectType === 'charge' ? item.objectId : target.parentId
  switch (act) {
    case 'reverse_transfer':
      return { action: act, transferId: item.objectId, ...everyAct }
    case 'refund_application_fee':
      return { action: act, feeId: item.objectId, ...everyAct }
    case 'create_refund':
      return refundAgain(target, everyAct)
    case 'create_transfer':
      if (chargeId === null || item.sellerId === null) return undefined
      return { action: act, chargeId, destination: item.sellerId, ...everyAct }
  }
}

/** As the customer paid it, which need not be the currency in which it settled. */
function refundAgain({ parentId, amountMinor, currency }: Target, everyAct: EveryAct): IntentInput | undefined {
  if (parentId === null || amountMinor === null || currency === null) return undefined
  return { action: 'create_refund', chargeId: parentId, ...everyAct, amountMinor: amountMinor.toString(), currency }
}

type EveryAct = Pick<IntentInput, 'livemode' | 'accountId' | 'amountMinor' | 'currency' | 'cause'>
type Target = {
  livemode: boolean
  objectType: string
  parentId: string | null
  amountMinor: bigint | null
  currency: string | null
}
