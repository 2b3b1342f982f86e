import { pauseSeconds } from '@/lib/domain/intents/pause-after'
import type { Provider } from '@/lib/providers/port'
import { recordAudit } from '../audit/record-audit'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { markDirty } from '../sync/accounts'
import { settleException } from './settle-exception'

export type OpenIntent = {
  id: string
  createdAt: Date
  action: string
  accountId: string
  payload: unknown
  idempotencyKey: string
  keyEpoch: number
  firstSentAt: Date | null
  keySentAt: Date | null
  lastSentAt: Date | null
  objectId: string | null
  requestId: string | null
  attempts: number
  failures: number
}
export type Verdict =
  | { state: 'confirmed'; objectId: string; isFound: boolean }
  | { state: 'mismatched'; objectId: string | null; why: string }
  | { state: 'refused'; code: string; message: string; requestId: string | null }

const isOpen = `state IN ('pending', 'sent')`

/** Open intents of this very connection whose rest is over, oldest first. */
export async function listDueIntents(ctx: Ctx, provider: Provider): Promise<string[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<{ id: string }>(
      `SELECT id FROM intent WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND platform_account_id = $4
         AND ${isOpen} AND (next_attempt_at IS NULL OR next_attempt_at <= $5) ORDER BY created_at, id LIMIT 500`,
      [ctx.actor.marketplaceId, provider.name, provider.livemode, provider.platformAccountId, wallClock()],
    ),
  )
  return rows.map(({ id }) => id)
}

/** The intent as it is now; nothing when another worker has settled it or given it a rest meanwhile. */
export async function loadDueIntent(ctx: Ctx, id: string): Promise<OpenIntent | undefined> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<OpenIntent>(
      `SELECT id, created_at AS "createdAt", action, account_id AS "accountId", payload, idempotency_key AS "idempotencyKey", key_epoch AS "keyEpoch",
         first_sent_at AS "firstSentAt", key_sent_at AS "keySentAt", last_sent_at AS "lastSentAt", object_id AS "objectId",
         request_id AS "requestId", attempts, failures
       FROM intent WHERE marketplace_id = $1 AND id = $2 AND ${isOpen} AND (next_attempt_at IS NULL OR next_attempt_at <= $3)`,
      [ctx.actor.marketplaceId, id, wallClock()],
    ),
  )
  return row
}

/**
 * Said before it is done: a worker that dies in between leaves a `sent` behind, with the date from which its key counts.
 * Answers the key to send with; nothing when somebody else was faster.
 */
export async function markSent(ctx: Ctx, intent: OpenIntent, isRenewed: boolean): Promise<string | undefined> {
  const epoch = intent.keyEpoch + (isRenewed ? 1 : 0)
  const changed = await inSql(ctx, async (sql) => {
    const count = await sql.run(
      `UPDATE intent SET state = 'sent', attempts = attempts + 1, first_sent_at = COALESCE(first_sent_at, $4), last_sent_at = $4,
         key_sent_at = CASE WHEN key_epoch = $5 THEN COALESCE(key_sent_at, $4) ELSE $4 END, key_epoch = $5
       WHERE marketplace_id = $1 AND id = $2 AND ${isOpen} AND attempts = $3 AND object_id IS NULL`,
      [ctx.actor.marketplaceId, intent.id, intent.attempts, ctx.now, epoch],
    )
    if (count === 1 && isRenewed) await recordAudit(sql, ctx, 'intent.resend', intent.id, { keyEpoch: epoch })
    return count
  })
  if (changed !== 1) return undefined
  return epoch === 0 ? intent.idempotencyKey : `${intent.idempotencyKey}-${epoch}`
}

/** What the act has made, as soon as it is known: from here on it is read back and never sent again. */
export async function keepObject(ctx: Ctx, id: string, objectId: string, requestId: string | null): Promise<void> {
  await inSql(ctx, (sql) =>
    sql.run(
      `UPDATE intent SET state = 'sent', object_id = $3, request_id = $4
       WHERE marketplace_id = $1 AND id = $2 AND ${isOpen} AND object_id IS NULL`,
      [ctx.actor.marketplaceId, id, objectId, requestId],
    ),
  )
}

/** Only the first to settle writes the verdict and its audit row; with it goes what is to be read anew. */
export async function settle(ctx: Ctx, provider: Provider, intent: OpenIntent, verdict: Verdict): Promise<void> {
  const { state } = verdict
  const isConfirmed = state === 'confirmed'
  const objectId = state === 'refused' ? null : verdict.objectId
  await inSql(ctx, async (sql) => {
    const changed = await sql.run(
      `UPDATE intent SET state = $3, object_id = $4, request_id = COALESCE($5, request_id), last_error = $6, confirmed_at = $7,
         next_attempt_at = NULL
       WHERE marketplace_id = $1 AND id = $2 AND ${isOpen}`,
      [
        ctx.actor.marketplaceId,
        intent.id,
        state,
        objectId,
        state === 'refused' ? verdict.requestId : null,
        whyOf(verdict),
        isConfirmed ? ctx.now : null,
      ],
    )
    if (changed === 0) return
    if (state !== 'refused') await markDirty(sql, ctx, provider, [intent.accountId])
    if (isConfirmed) await settleException(sql, ctx, intent.id)
    const action = { confirmed: 'intent.confirm', mismatched: 'intent.mismatch', refused: 'intent.refuse' }[state]
    await recordAudit(sql, ctx, action, intent.id, { action: intent.action, ...auditOf(verdict) })
  })
}

/** It did not come to an end: why, and how long it rests before it is tried again. */
export async function noteFailure(ctx: Ctx, intent: OpenIntent, why: string): Promise<void> {
  const failures = intent.failures + 1
  const nextAttemptAt = new Date(wallClock().getTime() + pauseSeconds(failures) * 1000)
  await inSql(ctx, (sql) =>
    sql.run(
      `UPDATE intent SET last_error = $3, failures = $4, next_attempt_at = $5
       WHERE marketplace_id = $1 AND id = $2 AND ${isOpen}`,
      [ctx.actor.marketplaceId, intent.id, why.slice(0, 500), failures, nextAttemptAt],
    ),
  )
}

function whyOf(verdict: Verdict): string | null {
  if (verdict.state === 'confirmed') return null
  return (verdict.state === 'refused' ? `${verdict.code}: ${verdict.message}` : verdict.why).slice(0, 500)
}

function auditOf(verdict: Verdict): Record<string, unknown> {
  if (verdict.state === 'refused') return { code: verdict.code }
  if (verdict.state === 'mismatched') return { objectId: verdict.objectId, why: verdict.why }
  return { objectId: verdict.objectId, found: verdict.isFound }
}
