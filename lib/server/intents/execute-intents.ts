import { AccountUnreachable, ProviderRefused, ProviderUnavailable } from '@/lib/providers/errors'
import type { ActResult, Provider, ProviderAct } from '@/lib/providers/port'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { markDirty } from '../sync/accounts'
import { followAccounts } from '../sync/follow-accounts'
import { IntentInput } from './intent'

type IntentRow = { id: string; payload: unknown; idempotencyKey: string; objectId: string | null; attempts: number }
export type Executed = { confirmed: number; refused: number; waiting: number }

/**
 * Performs journalled acts, oldest first: send with the intent's idempotency key, read the object back, confirm. Whether
 * a request whose answer got lost was applied is found out by sending it again with the same key: it is applied once and
 * confirmed once. Refusals are final and recorded; what the provider did not answer waits for the next run.
 */
export async function executeIntents(ctx: Ctx, provider: Provider): Promise<Executed> {
  const intents = await inSql(ctx, (sql) =>
    sql.rows<IntentRow>(
      `SELECT id, payload, idempotency_key AS "idempotencyKey", object_id AS "objectId", attempts FROM intent
       WHERE marketplace_id = $1 AND provider = $2 AND state IN ('pending', 'sent') ORDER BY created_at, id LIMIT 500`,
      [ctx.actor.marketplaceId, provider.name],
    ),
  )
  const executed: Executed = { confirmed: 0, refused: 0, waiting: 0 }
  const moved = new Set<string>()
  for (const intent of intents) {
    const act = actOf(intent)
    const outcome = await executeOne(ctx, provider, intent, act)
    executed[outcome]++
    if (outcome === 'confirmed') moved.add(act.accountId)
  }
  await inSql(ctx, (sql) => markDirty(sql, ctx, provider, [...moved]))
  await followAccounts(ctx, provider, [...moved])
  return executed
}

async function executeOne(ctx: Ctx, provider: Provider, intent: IntentRow, act: ProviderAct): Promise<keyof Executed> {
  if (!(await markSent(ctx, intent))) return 'waiting'
  try {
    const result = await provider.execute(act)
    if (result.state === 'refused') return await settle(ctx, intent, act, result)
    if (await provider.readBack(act, result.objectId)) return await settle(ctx, intent, act, result)
    await noteError(ctx, intent, `Stripe answered with ${result.objectId}, which does not say what was asked for`)
    return 'waiting'
  } catch (error) {
    const passing =
      error instanceof ProviderUnavailable || error instanceof ProviderRefused || error instanceof AccountUnreachable
    if (!passing) throw error
    await noteError(ctx, intent, error.message)
    return 'waiting'
  }
}

/** Said before it is done: a worker that dies in between leaves a `sent` behind, which is asked again. */
async function markSent(ctx: Ctx, intent: IntentRow): Promise<boolean> {
  const changed = await inSql(ctx, (sql) =>
    sql.run(
      `UPDATE intent SET state = 'sent', attempts = attempts + 1
       WHERE marketplace_id = $1 AND id = $2 AND state IN ('pending', 'sent') AND attempts = $3`,
      [ctx.actor.marketplaceId, intent.id, intent.attempts],
    ),
  )
  return changed === 1
}

/** Only the first to settle writes the verdict and its audit row. */
async function settle(
  ctx: Ctx,
  intent: IntentRow,
  act: ProviderAct,
  result: ActResult,
): Promise<'confirmed' | 'refused'> {
  const applied = result.state === 'applied'
  await inSql(ctx, async (sql) => {
    const changed = await sql.run(
      `UPDATE intent SET state = $3, object_id = $4, request_id = $5, last_error = $6, confirmed_at = $7
       WHERE marketplace_id = $1 AND id = $2 AND state = 'sent'`,
      [
        ctx.actor.marketplaceId,
        intent.id,
        applied ? 'confirmed' : 'refused',
        applied ? result.objectId : null,
        result.requestId,
        applied ? null : `${result.code}: ${result.message}`.slice(0, 500),
        applied ? ctx.now : null,
      ],
    )
    if (changed === 0) return
    const detail = applied ? { objectId: result.objectId } : { code: result.code }
    await recordAudit(sql, ctx, applied ? 'intent.confirm' : 'intent.refuse', intent.id, {
      action: act.action,
      ...detail,
    })
  })
  return applied ? 'confirmed' : 'refused'
}

async function noteError(ctx: Ctx, intent: IntentRow, message: string): Promise<void> {
  await inSql(ctx, (sql) =>
    sql.run('UPDATE intent SET last_error = $3 WHERE marketplace_id = $1 AND id = $2', [
      ctx.actor.marketplaceId,
      intent.id,
      message.slice(0, 500),
    ]),
  )
}

function actOf({ id, payload, idempotencyKey }: IntentRow): ProviderAct {
  const { amountMinor, cause: _cause, ...act } = IntentInput.parse(payload)
  return { ...act, amountMinor: BigInt(amountMinor), idempotencyKey, reference: id }
}
