import { type Limits, shippedLimits } from '@/lib/domain/limits/limits'
import { type LimitsText, limitsInput } from '@/lib/domain/limits/limits-input'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'

export type LimitsState = 'draft' | 'active' | 'dropped'
export type LimitsRow = {
  id: string
  number: number
  fromDay: string
  heldFrom: Date | null
  limits: LimitsText
  state: LimitsState
  draftedBy: string
  draftedAt: Date
  activatedBy: string | null
  activatedAt: Date | null
}
type StoredRow = Omit<LimitsRow, 'limits'> & { body: unknown }

const columns = `l.id, l.number, l.from_day::text AS "fromDay", l.held_from AS "heldFrom", l.body, l.state,
  l.drafted_by AS "draftedBy", l.drafted_at AS "draftedAt", l.activated_by AS "activatedBy", l.activated_at AS "activatedAt"`

/** The limits that hold at this instant: the newest that have begun, or those that are shipped. */
export async function limitsNow(sql: Sql, { actor, now }: Ctx): Promise<Limits> {
  const rows = await sql.rows<{ number: number; heldFrom: Date; body: unknown }>(
    `SELECT l.number, l.held_from AS "heldFrom", l.body FROM limit_policy l
     WHERE l.marketplace_id = $1 AND l.state = 'active' AND l.held_from <= $2 ORDER BY l.number DESC LIMIT 1`,
    [actor.marketplaceId, now],
  )
  const [row] = rows
  return row ? { version: row.number, from: row.heldFrom, ...limitsInput.parse(row.body) } : shippedLimits
}

export function getLimits(ctx: Ctx): Promise<Limits> {
  return inSql(ctx, (sql) => limitsNow(sql, ctx))
}

/** Takes the row and holds it to the end of the transaction. */
export async function lockLimits(sql: Sql, { actor }: Ctx, id: string): Promise<LimitsRow | undefined> {
  const [row] = await sql.rows<StoredRow>(
    `SELECT ${columns} FROM limit_policy l WHERE l.marketplace_id = $1 AND l.id = $2 FOR UPDATE`,
    [actor.marketplaceId, id],
  )
  return row && toRow(row)
}

/** The newest versions, drafts and what was activated; a dropped draft is only in the audit chain. */
export async function listLimits(ctx: Ctx): Promise<LimitsRow[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<StoredRow>(
      `SELECT ${columns} FROM limit_policy l WHERE l.marketplace_id = $1 AND l.state <> 'dropped'
       ORDER BY l.number DESC LIMIT 50`,
      [ctx.actor.marketplaceId],
    ),
  )
  return rows.map(toRow)
}

export type AskedLimits = { id: string; subject: string; payloadHash: string; requestedBy: string; expiresAt: Date }

/** Drafts that wait for a second person. */
export function listAskedLimits(ctx: Ctx): Promise<AskedLimits[]> {
  return inSql(ctx, (sql) =>
    sql.rows<AskedLimits>(
      `SELECT a.id, a.subject, a.payload_hash AS "payloadHash", a.requested_by AS "requestedBy", a.expires_at AS "expiresAt"
       FROM approval a JOIN limit_policy l ON l.marketplace_id = $1 AND l.id = a.subject AND l.state = 'draft'
       WHERE a.marketplace_id = $1 AND a.action = 'limits.activate' AND a.state IN ('pending', 'approved')
         AND a.used_for IS NULL AND a.expires_at > $2 ORDER BY a.requested_at DESC, a.id LIMIT 50`,
      [ctx.actor.marketplaceId, ctx.now],
    ),
  )
}

function toRow({ body, ...row }: StoredRow): LimitsRow {
  return { ...row, limits: limitsInput.parse(body) }
}
