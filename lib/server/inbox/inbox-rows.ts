import type { Provider } from '@/lib/providers/port'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import type { EventKey } from '../personal/event-body'

/** What the drain needs of an event; the payload itself is not trusted to be the newest state. */
export type WaitingEvent = EventKey & {
  type: string
  objectType: string | null
  objectId: string | null
  parentId: string | null
  attempts: number
  /** Sealed; null of events from before bodies were kept. */
  body: Buffer | null
}

/** `new` waits; `done` was worked off; `kept` is of a type nobody knows; `failed` was given up. */
export type EventState = 'new' | 'done' | 'kept' | 'failed'

/** An event that failed this often is given up, kept and shown. */
export const mostAttempts = 8

const columns = `e.provider, e.livemode, e.account_id AS "accountId", e.id, e.type, e.object_type AS "objectType",
  e.object_id AS "objectId", e.parent_id AS "parentId", e.attempts, e.body`

/** The next set, those that failed before last. `skip` are those that failed in this very run. */
export async function nextEvents(
  sql: Sql,
  ctx: Ctx,
  provider: Provider,
  limit: number,
  skip: readonly string[],
): Promise<WaitingEvent[]> {
  return sql.rows<WaitingEvent>(
    `SELECT ${columns} FROM inbox_event e WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND state = 'new'
       AND NOT (account_id || '/' || id = ANY($4::text[]))
     ORDER BY attempts, received_at, id LIMIT $5`,
    [ctx.actor.marketplaceId, provider.name, provider.livemode, skip, limit],
  )
}

/** What came for a mode that this marketplace has no connection for. `skip` are those that failed in this very run. */
export async function foreignEvents(
  sql: Sql,
  ctx: Ctx,
  limit: number,
  skip: readonly string[],
): Promise<WaitingEvent[]> {
  return sql.rows<WaitingEvent>(
    `SELECT ${columns} FROM inbox_event e WHERE e.marketplace_id = $1 AND e.state = 'new'
       AND NOT (e.account_id || '/' || e.id = ANY($3::text[]))
       AND NOT EXISTS (SELECT FROM provider_connection c WHERE c.marketplace_id = e.marketplace_id
         AND c.provider = e.provider AND c.livemode = e.livemode)
     ORDER BY e.received_at, e.id LIMIT $2`,
    [ctx.actor.marketplaceId, limit, skip],
  )
}

export async function settleEvents(
  sql: Sql,
  ctx: Ctx,
  events: readonly WaitingEvent[],
  state: 'done' | 'kept',
): Promise<void> {
  if (events.length === 0) return
  await sql.run(`UPDATE inbox_event SET state = $6, done_at = $7, last_error = NULL WHERE ${named}`, [
    ctx.actor.marketplaceId,
    ...keysOf(events),
    state,
    wallClock(),
  ])
}

/** It failed and the others go on; after enough attempts it is given up, and stays where people see it. */
export async function failEvents(sql: Sql, ctx: Ctx, events: readonly WaitingEvent[], error: string): Promise<void> {
  await sql.run(
    `UPDATE inbox_event SET attempts = attempts + 1, last_error = $6,
       state = CASE WHEN attempts + 1 >= $7 THEN 'failed' ELSE state END WHERE ${named}`,
    [ctx.actor.marketplaceId, ...keysOf(events), error.slice(0, 500), mostAttempts],
  )
}

const named = `marketplace_id = $1 AND state = 'new' AND (provider, livemode, account_id, id) IN
  (SELECT * FROM unnest($2::text[], $3::boolean[], $4::text[], $5::text[]))`

function keysOf(events: readonly WaitingEvent[]): unknown[][] {
  return [
    events.map(({ provider }) => provider),
    events.map(({ livemode }) => livemode),
    events.map(({ accountId }) => accountId),
    events.map(({ id }) => id),
  ]
}
