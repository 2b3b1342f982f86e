import type { Provider } from '@/lib/providers/port'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** What the drain needs of an event; the payload itself is not trusted to be the newest state. */
export type WaitingEvent = {
  accountId: string
  id: string
  type: string
  objectType: string | null
  objectId: string | null
  parentId: string | null
  attempts: number
}

/** `new` waits; `done` was worked off; `kept` is of a type nobody knows; `failed` was given up. */
export type EventState = 'new' | 'done' | 'kept' | 'failed'

/** An event that failed this often is given up, kept and shown. */
export const mostAttempts = 8

/** The next set, those that failed before last. `skip` are those that failed in this very run. */
export async function nextEvents(
  sql: Sql,
  ctx: Ctx,
  provider: Provider,
  limit: number,
  skip: readonly string[],
): Promise<WaitingEvent[]> {
  return sql.rows<WaitingEvent>(
    `SELECT account_id AS "accountId", id, type, object_type AS "objectType", object_id AS "objectId", attempts,
       CASE object_type WHEN 'fee_refund' THEN raw #>> '{data,object,fee}'
         WHEN 'transfer_reversal' THEN raw #>> '{data,object,transfer}' END AS "parentId"
     FROM inbox_event WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND state = 'new'
       AND NOT (account_id || '/' || id = ANY($4::text[]))
     ORDER BY attempts, received_at, id LIMIT $5`,
    [ctx.actor.marketplaceId, provider.name, provider.livemode, skip, limit],
  )
}

/** Sets aside what came for a mode that this marketplace has no connection for. */
export async function keepForeign(sql: Sql, ctx: Ctx): Promise<void> {
  await sql.run(
    `UPDATE inbox_event e SET state = 'kept', done_at = $2 WHERE e.marketplace_id = $1 AND e.state = 'new'
       AND NOT EXISTS (SELECT FROM provider_connection c WHERE c.marketplace_id = e.marketplace_id
         AND c.provider = e.provider AND c.livemode = e.livemode)`,
    [ctx.actor.marketplaceId, wallClock()],
  )
}

export async function settleEvents(
  sql: Sql,
  ctx: Ctx,
  provider: Provider,
  events: readonly WaitingEvent[],
  state: 'done' | 'kept',
): Promise<void> {
  if (events.length === 0) return
  await sql.run(
    `UPDATE inbox_event SET state = $4, done_at = $5, last_error = NULL
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND state = 'new'
       AND (account_id, id) IN (SELECT * FROM unnest($6::text[], $7::text[]))`,
    [ctx.actor.marketplaceId, provider.name, provider.livemode, state, wallClock(), ...columnsOf(events)],
  )
}

/** It failed and the others go on; after enough attempts it is given up, and stays where people see it. */
export async function failEvents(
  sql: Sql,
  ctx: Ctx,
  provider: Provider,
  events: readonly WaitingEvent[],
  error: string,
): Promise<void> {
  await sql.run(
    `UPDATE inbox_event SET attempts = attempts + 1, last_error = $4, state = CASE WHEN attempts + 1 >= $5 THEN 'failed' ELSE state END
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND state = 'new'
       AND (account_id, id) IN (SELECT * FROM unnest($6::text[], $7::text[]))`,
    [
      ctx.actor.marketplaceId,
      provider.name,
      provider.livemode,
      error.slice(0, 500),
      mostAttempts,
      ...columnsOf(events),
    ],
  )
}

function columnsOf(events: readonly WaitingEvent[]): [string[], string[]] {
  return [events.map(({ accountId }) => accountId), events.map(({ id }) => id)]
}
