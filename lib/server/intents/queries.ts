import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import type { IntentState } from './intent'

export type IntentView = {
  id: string
  accountId: string
  action: string
  subject: string
  amountMinor: bigint
  state: IntentState
  attempts: number
  objectId: string | null
  lastError: string | null
  createdBy: string
  createdAt: Date
  confirmedAt: Date | null
}

/** Acts on the provider, newest first. */
export async function listIntents(ctx: Ctx, limit = 50): Promise<IntentView[]> {
  return inSql(ctx, (sql) =>
    sql.rows<IntentView>(
      `SELECT id, account_id AS "accountId", action, COALESCE(payload->>'feeId', payload->>'transferId') AS subject,
         (payload->>'amountMinor')::bigint AS "amountMinor", state, attempts, object_id AS "objectId", last_error AS "lastError",
         created_by AS "createdBy", created_at AS "createdAt", confirmed_at AS "confirmedAt"
       FROM intent WHERE marketplace_id = $1 ORDER BY created_at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 500)],
    ),
  )
}
