import { eventBody } from '@/lib/domain/events/catalog'
import { nextTry } from '@/lib/domain/events/retry'
import { signMessage } from '@/lib/domain/events/sign'
import { recordAudit } from '../audit/record-audit'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { placeOf } from './endpoint-places'
import { mayBeLocal } from './endpoints'
import { type Answer, sendRequest } from './send-request'

/** Of each endpoint so many at a time, so that a slow one holds nobody up. */
const perEndpoint = 20
const atOnce = 5
/** A try that was killed is made again after so long. */
const leaseSeconds = 60

type Due = {
  id: string
  endpointId: string
  attempts: number
  urlEnc: string
  secretEnc: string
  event: { id: string; type: string; subject: string; at: Date; data: unknown }
}

/** Sends what is due, each at least once and always with the same id. Answers how many were taken up. */
export async function deliverDue(ctx: Ctx, wall = wallClock()): Promise<number> {
  const due = await takeDue(ctx, wall)
  const queues = [...Map.groupBy(due, ({ endpointId }) => endpointId).values()]
  await Promise.all(queues.map((queue) => sendQueue(ctx, queue, wall)))
  return due.length
}

/** Takes messages with a lease: their next try lies ahead while this one is made. */
function takeDue(ctx: Ctx, wall: Date): Promise<Due[]> {
  return inSql(ctx, (sql) =>
    sql.rows<Due>(
      `WITH taken AS (
         UPDATE webhook_delivery d SET attempts = d.attempts + 1, next_at = $2::timestamptz + interval '${leaseSeconds} seconds'
         WHERE d.marketplace_id = $1 AND d.id = ANY (ARRAY(
           SELECT p.id FROM webhook_endpoint w CROSS JOIN LATERAL (SELECT q.id FROM webhook_delivery q
             WHERE q.marketplace_id = $1 AND q.endpoint_id = w.id AND q.state = 'pending' AND q.next_at <= $2
             ORDER BY q.next_at, q.id LIMIT ${perEndpoint} FOR UPDATE SKIP LOCKED) p
           WHERE w.marketplace_id = $1 AND w.state = 'active'))
         RETURNING d.id, d.endpoint_id, d.event_id, d.attempts)
       SELECT t.id, t.endpoint_id AS "endpointId", t.attempts, w.url_enc AS "urlEnc", w.secret_enc AS "secretEnc",
         jsonb_build_object('id', e.id, 'type', e.type, 'subject', e.subject, 'data', e.data) || jsonb_build_object('at',
           extract(epoch FROM e.at) * 1000) AS event
       FROM taken t JOIN webhook_endpoint w ON w.marketplace_id = $1 AND w.id = t.endpoint_id
       JOIN domain_event e ON e.marketplace_id = $1 AND e.id = t.event_id ORDER BY e.at, e.id`,
      [ctx.actor.marketplaceId, wall],
    ),
  )
}

async function sendQueue(ctx: Ctx, queue: readonly Due[], wall: Date): Promise<void> {
  for (let from = 0; from < queue.length; from += atOnce)
    await Promise.all(queue.slice(from, from + atOnce).map((one) => sendOne(ctx, one, wall)))
}

async function sendOne(ctx: Ctx, due: Due, wall: Date): Promise<void> {
  const { marketplaceId } = ctx.actor
  const url = open(placeOf(marketplaceId, 'url_enc', due.endpointId), due.urlEnc)
  const secret = open(placeOf(marketplaceId, 'secret_enc', due.endpointId), due.secretEnc)
  const body = eventBody({ ...due.event, at: new Date(Number(due.event.at)), marketplaceId })
  const seconds = Math.floor(wall.getTime() / 1000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Counterfoil-Webhooks/1',
    'webhook-id': due.event.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signMessage(secret, due.event.id, seconds, body),
  }
  const answer = await sendRequest(url, body, headers, mayBeLocal())
  await note(ctx, due, answer, wall)
}

async function note(ctx: Ctx, { id, endpointId, attempts }: Due, { status, error }: Answer, wall: Date): Promise<void> {
  const { marketplaceId } = ctx.actor
  const isDone = status !== null && status >= 200 && status < 300
  const next = isDone ? null : nextTry(attempts, wall)
  const state = isDone ? 'done' : next ? 'pending' : 'failed'
  await inSql(ctx, async (sql) => {
    await sql.run(
      `UPDATE webhook_delivery SET state = $3, next_at = coalesce($4, next_at), last_status = $5, last_error = $6, done_at = $7
       WHERE marketplace_id = $1 AND id = $2 AND state = 'pending' AND attempts = $8`,
      [marketplaceId, id, state, next, status, error, isDone ? wall : null, attempts],
    )
    if (state !== 'failed') return
    // Everything failed for three days: nobody is there. What came through meanwhile says otherwise.
    const disabled = await sql.run(
      `UPDATE webhook_endpoint w SET state = 'disabled', changed_at = now() WHERE w.marketplace_id = $1 AND w.id = $2
         AND w.state = 'active' AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.marketplace_id = $1
           AND d.endpoint_id = w.id AND d.done_at > $3::timestamptz - interval '3 days')`,
      [marketplaceId, endpointId, wall],
    )
    if (disabled > 0)
      await recordAudit(sql, ctx, 'webhook.disable', endpointId, { lastStatus: status, lastError: error })
  })
}
