import { productTime } from '../clock'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

export type QuarantineView = {
  id: string
  accountId: string
  source: string
  reason: string
  bytes: number
  receivedAt: Date
  releasedAt: Date | null
}

/** Bodies set aside, newest first. Their content is not read here. */
export async function listQuarantine(ctx: Ctx, limit = 50): Promise<QuarantineView[]> {
  return inSql(ctx, (sql) =>
    sql.rows<QuarantineView>(
      `SELECT id, account_id AS "accountId", source, reason, length(body) AS bytes, received_at AS "receivedAt", released_at AS "releasedAt"
       FROM quarantine WHERE marketplace_id = $1 ORDER BY received_at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 500)],
    ),
  )
}

export type HealView = {
  id: string
  at: Date
  accountId: string
  reason: string
  windowStart: Date
  windowEnd: Date
  rowsFound: number
  outcome: string
  detail: { denied?: string[]; events?: number }
}

/** What was mended without anybody, newest first. */
export async function listHealed(ctx: Ctx, limit = 50): Promise<HealView[]> {
  return inSql(ctx, (sql) =>
    sql.rows<HealView>(
      `SELECT id, at, account_id AS "accountId", reason, window_start AS "windowStart", window_end AS "windowEnd",
         rows_found AS "rowsFound", outcome, detail
       FROM heal_entry WHERE marketplace_id = $1 ORDER BY at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 500)],
    ),
  )
}

export type StuckEvent = {
  accountId: string
  id: string
  type: string
  attempts: number
  lastError: string | null
  receivedAt: Date
  state: string
}

/** Events that failed: those tried again, and those given up. */
export async function listStuckEvents(ctx: Ctx, limit = 50): Promise<StuckEvent[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<StuckEvent>(
      `SELECT account_id AS "accountId", id, type, attempts, last_error AS "lastError", received_at AS "receivedAt", state
       FROM inbox_event WHERE marketplace_id = $1 AND state IN ('new', 'failed') AND attempts > 0
       ORDER BY received_at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 500)],
    ),
  )
  return rows.map((row) => ({ ...row, receivedAt: productTime(row.receivedAt) }))
}
