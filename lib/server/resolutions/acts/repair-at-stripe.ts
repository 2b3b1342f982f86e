import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { Repair } from '@/lib/domain/resolutions/act'
import { canDebit, type DebitFacts, type DebitRefusal } from '@/lib/domain/resolutions/can-debit'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { type IntentInput, subjectOf } from '../../intents/intent'
import { journalIntent } from '../../intents/request-intent'
import type { Loaded } from '../load-item'
import type { ActRefusal, Step, Written } from '../perform-act'

/** What a second person says yes to is the intent itself, byte for byte: action, object, amount, connection, cause. */
export async function repairWish(sql: Sql, ctx: Ctx, loaded: Loaded, act: Repair) {
  const asked = await intentFor(sql, ctx, loaded, act)
  if (!asked.ok) return asked
  return ok({ action: act as string, subject: subjectOf(asked.value), payload: asked.value })
}

/** Journals the intent; the worker looks, sends and reads back, and a run closes the exception when that explains it. */
export async function repairAtStripe(step: Step, act: Repair): Promise<Result<Written, ActRefusal>> {
  const { sql, ctx, loaded, wish } = step
  const asked = await intentFor(sql, ctx, loaded, act)
  if (!asked.ok) return asked
  const input = asked.value
  if (wish.approvalId === null) return refuse('approval_missing')
  const journalled = await journalIntent(sql, ctx, input, wish.approvalId)
  if (!journalled.ok) return journalled
  if (!journalled.value.isNew) return refuse('asked_before')
  return ok({ detail: { object: subjectOf(input) }, intentId: journalled.value.id })
}

async function intentFor(
  sql: Sql,
  ctx: Ctx,
  { item, repairsAsked }: Loaded,
  act: Repair,
): Promise<Result<IntentInput, RepairRefusal>> {
  const [target] = await sql.rows<Target>(
    `SELECT livemode, parent_id AS "parentId", amount_minor AS "amountMinor", currency, created FROM provider_object
     WHERE marketplace_id = $1 AND money_key = $2 AND account_id = $3 AND id = $4`,
    [ctx.actor.marketplaceId, moneyKeyOf('stripe', item.objectId), item.accountId, item.objectId],
  )
  if (!target) return refuse('object_unknown')
  const everyAct = {
    livemode: target.livemode,
    accountId: item.accountId,
    amountMinor: item.amountMinor.toString(),
    currency: item.currency,
    cause: `exception:${item.id}:${repairsAsked + 1}`,
  }
  switch (act) {
    case 'debit_seller':
      return debitFor(sql, ctx, item, everyAct)
    case 'reverse_transfer':
      return ok({ action: act, transferId: item.objectId, ...everyAct })
    case 'refund_application_fee':
      return ok({ action: act, feeId: item.objectId, ...everyAct })
    case 'create_refund':
      return refundAgain(sql, ctx, item, target, everyAct)
    case 'create_transfer':
      if (target.parentId === null || item.sellerId === null) return refuse('payment_unknown')
      return ok({ action: act, chargeId: target.parentId, destination: item.sellerId, ...everyAct })
  }
}

/** As the customer paid it, which need not be the currency in which it settled; and only if nobody has done so since. */
async function refundAgain(
  sql: Sql,
  ctx: Ctx,
  { objectId, accountId }: Loaded['item'],
  { parentId, amountMinor, currency, created }: Target,
  everyAct: EveryAct,
): Promise<Result<IntentInput, RepairRefusal>> {
  if (parentId === null || amountMinor === null || currency === null) return refuse('payment_unknown')
  const since = await sql.rows(
    `SELECT 1 AS made FROM provider_object WHERE marketplace_id = $1 AND account_id = $2 AND parent_id = $3
       AND object_type = 'refund' AND id <> $4 AND created >= $5 AND amount_minor >= $6
       AND coalesce(status, '') NOT IN ('failed', 'canceled') LIMIT 1`,
    [ctx.actor.marketplaceId, accountId, parentId, objectId, created, amountMinor],
  )
  if (since.length > 0) return refuse('refunded_since')
  return ok({ action: 'create_refund', chargeId: parentId, ...everyAct, amountMinor: amountMinor.toString(), currency })
}

/** Out of the seller's own account to the platform of the same mode, where Stripe lets a platform do so. */
async function debitFor(
  sql: Sql,
  ctx: Ctx,
  { sellerId }: Loaded['item'],
  everyAct: EveryAct,
): Promise<Result<IntentInput, RepairRefusal>> {
  if (sellerId === null) return refuse('payment_unknown')
  const [facts] = await sql.rows<DebitFacts & { platform: string }>(
    `SELECT c.account_id AS platform, p.country AS "platformCountry", s.country AS "sellerCountry",
       s.raw #>> '{controller,losses,payments}' AS "lossesOf"
     FROM provider_connection c
     LEFT JOIN provider_account p ON p.marketplace_id = $1 AND p.provider = c.provider AND p.livemode = c.livemode AND p.account_id = c.account_id
     LEFT JOIN provider_account s ON s.marketplace_id = $1 AND s.provider = c.provider AND s.livemode = c.livemode AND s.account_id = $3
     WHERE c.marketplace_id = $1 AND c.provider = 'stripe' AND c.livemode = $2`,
    [ctx.actor.marketplaceId, everyAct.livemode, sellerId],
  )
  if (!facts) return refuse('not_connected')
  const { platform, ...region } = facts
  const verdict = canDebit(region)
  if (!verdict.ok) return verdict
  return ok({ action: 'debit_seller', ...everyAct, accountId: sellerId, destination: platform })
}

export type RepairRefusal = 'object_unknown' | 'payment_unknown' | 'refunded_since' | 'not_connected' | DebitRefusal
type EveryAct = Pick<IntentInput, 'livemode' | 'accountId' | 'amountMinor' | 'currency' | 'cause'>
type Target = {
  livemode: boolean
  parentId: string | null
  amountMinor: bigint | null
  currency: string | null
  created: Date
}
