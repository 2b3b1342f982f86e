import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { exceptionCause, type IntentState } from './intent'

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

/** How an act on the provider stands, as people ask for it. */
export const intentNeeds = ['look', 'underway', 'stands', 'not_done'] as const
export type IntentNeed = (typeof intentNeeds)[number]

/** What stands otherwise than asked, or failed and is tried again; what waits or was sent; what stands; what is surely not there. */
const whereOf: Record<IntentNeed, string> = {
  look: `(state = 'mismatched' OR (state IN ('pending', 'sent') AND last_error IS NOT NULL))`,
  underway: `(state IN ('pending', 'sent') AND last_error IS NULL)`,
  stands: `state = 'confirmed'`,
  not_done: `state IN ('refused', 'withdrawn')`,
}

/** No list is longer. */
export const intentsShown = 200

/** Acts on the provider, newest first: all, or of one sort. */
export function listIntents(ctx: Ctx, need?: IntentNeed): Promise<IntentView[]> {
  return inSql(ctx, (sql) =>
    sql.rows<IntentView>(
      `SELECT id, livemode, account_id AS "accountId", action,
         COALESCE(payload->>'feeId', payload->>'transferId', payload->>'chargeId', payload->>'accountId') AS subject,
         (regexp_match(payload->>'cause', $2))[1] AS "exceptionId",
         CASE WHEN payload->>'amountMinor' ~ '^[0-9]{1,18}$' THEN (payload->>'amountMinor')::bigint END AS "amountMinor",
         payload->>'currency' AS currency, state, attempts, next_attempt_at AS "nextAttemptAt", object_id AS "objectId",
         last_error AS "lastError", created_by AS "createdBy", created_at AS "createdAt", confirmed_at AS "confirmedAt"
       FROM intent WHERE marketplace_id = $1${need ? ` AND ${whereOf[need]}` : ''}
       ORDER BY created_at DESC, id LIMIT ${intentsShown}`,
      [ctx.actor.marketplaceId, exceptionCause],
    ),
  )
}

/** How many there are of each sort. */
export async function countIntents(ctx: Ctx): Promise<Record<IntentNeed, number>> {
  const sums = intentNeeds.map((need) => `count(*) FILTER (WHERE ${whereOf[need]})::int AS ${need}`)
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<Record<IntentNeed, number>>(`SELECT ${sums.join(', ')} FROM intent WHERE marketplace_id = $1`, [
      ctx.actor.marketplaceId,
    ]),
  )
  if (!row) throw new Error('a count without a row')
  return row
}
