import { createHash } from 'node:crypto'
import type { UnsoundBody } from '@/lib/providers/port'
import type { Ctx } from '../context'
import { open, seal } from '../crypto/seal'
import type { Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'

/**
 * Keeps bodies that may not become jsonb, byte for byte and sealed: nobody knows whose data they hold. The id is a hash
 * of the bytes, so the same body quarantined twice is one row. Answers how many were new.
 */
export async function quarantineBodies(sql: Sql, ctx: Ctx, bodies: readonly UnsoundBody[]): Promise<number> {
  let added = 0
  for (const { accountId, source, reason, body } of bodies) {
    const id = naturalId(
      'qua',
      ctx.actor.marketplaceId,
      accountId,
      source,
      createHash('sha256').update(body).digest('hex'),
    )
    added += await sql.run(
      `INSERT INTO quarantine (marketplace_id, id, account_id, source, reason, body, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [ctx.actor.marketplaceId, id, accountId, source, reason, sealBody(ctx, id, body), ctx.now],
    )
  }
  return added
}

/** The bytes as they came. */
export function openBody(ctx: Ctx, id: string, sealed: Uint8Array): Buffer {
  return Buffer.from(open(placeOf(ctx, id), Buffer.from(sealed).toString('latin1')), 'base64')
}

export function sealBody(ctx: Ctx, id: string, body: Uint8Array): Buffer {
  return Buffer.from(seal(placeOf(ctx, id), Buffer.from(body).toString('base64')), 'latin1')
}

function placeOf(ctx: Ctx, id: string) {
  return { marketplaceId: ctx.actor.marketplaceId, table: 'quarantine', column: 'body', row: id }
}
