import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import type { IntentState } from './intent'

export type IntentView = {
  id: string
  livemode: boolean
  accountId: string
  action: string
  /** Null where the payload cannot be read. */
  subject: string | null
  /** The exception that it answers. */
  exceptionId: string | null
  amountMinor: bigint | null
  currency: string | null
  state: IntentState
  attempts: number
  /** When it is tried again after a failure. */
  nextAttemptAt: Date | null
  objectId: string | null
  lastError: string | null
  createdBy: string
  createdAt: Date
  confirmedAt: Date | null
}

export const intentColumns = `id, livemode, account_id AS "accountId", action, COALESCE(payload->>'feeId', payload->>'transferId', payload->>'chargeId', payload->>'accountId') AS subject,
  (regexp_match(payload->>'cause', '^exception:([^:]+):'))[1] AS "exceptionId",
         CASE WHEN payload->>'amountMinor' ~ '^[0-9]{1,18}$' THEN (payload->>'amountMinor')::bigint END AS "amountMinor", payload->>'currency' AS currency, state, attempts,
         next_attempt_at AS "nextAttemptAt", object_id AS "objectId", last_error AS "lastError",
         created_by AS "createdBy", created_at AS "createdAt", confirmed_at AS "confirmedAt"`

/** Acts on the provider, newest first. */
export async function listIntents(ctx: Ctx, limit = 50): Promise<IntentView[]> {
  return inSql(ctx, (sql) =>
    sql.rows<IntentView>(
      `SELECT ${intentColumns} FROM intent WHERE marketplace_id = $1 ORDER BY created_at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 500)],
    ),
  )
}
