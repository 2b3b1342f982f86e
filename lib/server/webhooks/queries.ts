import { can } from '@/lib/domain/access/can'
import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { placeOf } from './endpoint-places'
import type { EndpointState } from './endpoints'

export type EndpointRow = {
  id: string
  url: string
  types: string[]
  state: EndpointState
  createdBy: string
  createdAt: Date
  waiting: number
  failed: number
}

/** The endpoints of this marketplace, with how much waits for each. Their secrets are nowhere. */
export async function listEndpoints(ctx: Ctx): Promise<EndpointRow[]> {
  if (!can(ctx.actor, 'webhook.manage')) return []
  const { marketplaceId } = ctx.actor
  const rows = await inSql(ctx, (sql) =>
    sql.rows<EndpointRow>(
      `SELECT w.id, w.url_enc AS url, w.types, w.state, w.created_by AS "createdBy", w.created_at AS "createdAt",
         (SELECT count(*)::int FROM webhook_delivery d WHERE d.marketplace_id = $1 AND d.endpoint_id = w.id AND d.state = 'pending') AS waiting,
         (SELECT count(*)::int FROM webhook_delivery d WHERE d.marketplace_id = $1 AND d.endpoint_id = w.id AND d.state = 'failed') AS failed
       FROM webhook_endpoint w WHERE w.marketplace_id = $1 AND w.state <> 'removed' ORDER BY w.created_at DESC, w.id`,
      [marketplaceId],
    ),
  )
  return rows.map((row) => ({ ...row, url: open(placeOf(marketplaceId, 'url_enc', row.id), row.url) }))
}

export type DeliveryRow = {
  id: string
  endpointId: string
  type: string
  subject: string
  state: 'pending' | 'done' | 'failed'
  attempts: number
  nextAt: Date
  lastStatus: number | null
  lastError: string | null
  createdAt: Date
}
export const shownDeliveries = 100

/** The last messages, the newest first. */
export async function listDeliveries(ctx: Ctx): Promise<DeliveryRow[]> {
  if (!can(ctx.actor, 'webhook.manage')) return []
  return inSql(ctx, (sql) =>
    sql.rows<DeliveryRow>(
      `SELECT d.id, d.endpoint_id AS "endpointId", e.type, e.subject, d.state, d.attempts, d.next_at AS "nextAt",
         d.last_status AS "lastStatus", d.last_error AS "lastError", d.created_at AS "createdAt"
       FROM webhook_delivery d JOIN domain_event e ON e.marketplace_id = $1 AND e.id = d.event_id
       WHERE d.marketplace_id = $1 ORDER BY d.created_at DESC, d.id DESC LIMIT ${shownDeliveries}`,
      [ctx.actor.marketplaceId],
    ),
  )
}
