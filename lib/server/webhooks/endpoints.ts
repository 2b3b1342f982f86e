import { randomBytes, randomUUID } from 'node:crypto'
import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { checkUrl, type UrlRefusal } from '@/lib/domain/events/address-guard'
import { type EventType, listenableTypes } from '@/lib/domain/events/catalog'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { seal } from '../crypto/seal'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { env } from '../env'
import { enqueue } from '../queue/enqueue'
import { placeOf } from './endpoint-places'

export const mostEndpoints = 20
export type EndpointState = 'active' | 'paused' | 'disabled' | 'removed'
export type MakeRefusal = UrlRefusal | 'not_permitted' | 'no_types' | 'too_many_endpoints'
export type ChangeRefusal = 'not_permitted' | 'not_found'

/** A demo may send to its own machine. */
export function mayBeLocal(): boolean {
  return env().COUNTERFOIL_DEMO_PASSWORD !== undefined
}

/** Makes an endpoint. Its secret is in the answer and nowhere else in clear. */
export async function makeEndpoint(
  ctx: Ctx,
  { url, types }: { url: string; types: readonly string[] },
): Promise<Result<{ id: string; secret: string }, MakeRefusal>> {
  if (!can(ctx.actor, 'webhook.manage')) return refuse('not_permitted')
  const checked = checkUrl(url, mayBeLocal())
  if (!checked.ok) return checked
  const wanted = listenableTypes.filter((type) => types.includes(type))
  if (wanted.length === 0) return refuse('no_types')
  const { marketplaceId } = ctx.actor
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  return commit(ctx, async (sql) => {
    const [count] = await sql.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM webhook_endpoint WHERE marketplace_id = $1 AND state <> 'removed'`,
      [marketplaceId],
    )
    if ((count?.n ?? 0) >= mostEndpoints) return refuse('too_many_endpoints')
    const id = `whe_${randomUUID()}`
    await sql.run(
      `INSERT INTO webhook_endpoint (marketplace_id, id, url_enc, secret_enc, types, state, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5::jsonb, 'active', $6, $7)`,
      [
        marketplaceId,
        id,
        seal(placeOf(marketplaceId, 'url_enc', id), checked.value.toString()),
        seal(placeOf(marketplaceId, 'secret_enc', id), secret),
        JSON.stringify(wanted),
        ctx.actor.id,
        ctx.now,
      ],
    )
    await recordAudit(sql, ctx, 'webhook.make', id, { types: wanted, host: checked.value.host })
    return ok({ id, secret })
  })
}

/** Rests, goes on, or is gone for good: what waits for a removed one is not sent any more. */
export function changeEndpoint(
  ctx: Ctx,
  { id, state }: { id: string; state: 'active' | 'paused' | 'removed' },
): Promise<Result<void, ChangeRefusal>> {
  return commit(ctx, async (sql) => {
    if (!can(ctx.actor, 'webhook.manage')) return refuse('not_permitted')
    const { marketplaceId } = ctx.actor
    const changed = await sql.run(
      `UPDATE webhook_endpoint SET state = $3, changed_at = $4 WHERE marketplace_id = $1 AND id = $2 AND state NOT IN ('removed', $3)`,
      [marketplaceId, id, state, ctx.now],
    )
    if (changed === 0) return (await isThere(sql, marketplaceId, id)) ? ok() : refuse('not_found')
    if (state === 'removed')
      await sql.run(
        `UPDATE webhook_delivery SET state = 'failed', last_error = 'the endpoint was removed'
         WHERE marketplace_id = $1 AND endpoint_id = $2 AND state = 'pending'`,
        [marketplaceId, id],
      )
    await recordAudit(sql, ctx, 'webhook.change', id, { state })
    return ok()
  })
}

/** A message of no event, to see whether it arrives. */
export function sendTest(ctx: Ctx, { id }: { id: string }): Promise<Result<void, ChangeRefusal>> {
  return commit(ctx, async (sql) => {
    if (!can(ctx.actor, 'webhook.manage')) return refuse('not_permitted')
    const { marketplaceId } = ctx.actor
    if (!(await isThere(sql, marketplaceId, id))) return refuse('not_found')
    const type: EventType = 'endpoint.test'
    const eventId = `evt_${randomUUID()}`
    await sql.run(
      `INSERT INTO domain_event (marketplace_id, id, type, subject, data, at, dispatched_at)
       VALUES ($1, $2, $3, $4, '{}', now(), now())`,
      [marketplaceId, eventId, type, id],
    )
    await sql.run(
      `INSERT INTO webhook_delivery (marketplace_id, id, endpoint_id, event_id, state, next_at, created_at)
       VALUES ($1, $2, $3, $4, 'pending', now(), now())`,
      [marketplaceId, `whd_${randomUUID()}`, id, eventId],
    )
    await enqueue(sql, 'send-webhooks', { marketplaceId })
    await recordAudit(sql, ctx, 'webhook.test', id, {})
    return ok()
  })
}

/** Sends a message once more, with the id that it always had. */
export function sendAgain(ctx: Ctx, { id }: { id: string }): Promise<Result<void, ChangeRefusal>> {
  return commit(ctx, async (sql) => {
    if (!can(ctx.actor, 'webhook.manage')) return refuse('not_permitted')
    const { marketplaceId } = ctx.actor
    const changed = await sql.run(
      `UPDATE webhook_delivery d SET state = 'pending', attempts = 0, next_at = now(), done_at = NULL
       FROM webhook_endpoint w WHERE d.marketplace_id = $1 AND d.id = $2 AND w.marketplace_id = $1 AND w.id = d.endpoint_id
         AND w.state <> 'removed' AND EXISTS (SELECT FROM domain_event e WHERE e.marketplace_id = $1 AND e.id = d.event_id)`,
      [marketplaceId, id],
    )
    if (changed === 0) return refuse('not_found')
    await enqueue(sql, 'send-webhooks', { marketplaceId })
    await recordAudit(sql, ctx, 'webhook.resend', id, {})
    return ok()
  })
}

async function isThere(sql: Sql, marketplaceId: string, id: string): Promise<boolean> {
  const found = await sql.rows(
    `SELECT FROM webhook_endpoint WHERE marketplace_id = $1 AND id = $2 AND state <> 'removed'`,
    [marketplaceId, id],
  )
  return found.length > 0
}
