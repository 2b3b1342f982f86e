import type { ExportFormat } from '@/lib/domain/exports/policy'
import { exportPolicy } from '@/lib/domain/exports/policy'
import { recordAudit } from '../../audit/record-audit'
import { now, wallClock } from '../../clock'
import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'
import { dropParts, type Turn } from './parts'
import { type ExportRequest, openRequest } from './request'

/** An export whose turn has come. `request` is null where what was asked for does not open any more. */
export type Begun = Turn & { askedBy: string; zone: string; request: ExportRequest | null }

/** Those that wait and those that were begun, the oldest first: of these some may have been left in the middle. */
export async function openExports(ctx: Ctx): Promise<string[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<{ id: string }>(
      `SELECT id FROM export_job WHERE marketplace_id = $1 AND state IN ('waiting', 'running') ORDER BY asked_at, id LIMIT 100`,
      [ctx.actor.marketplaceId],
    ),
  )
  return rows.map(({ id }) => id)
}

/** Takes it up, from the beginning: what an earlier try left is dropped, and what it still writes is refused. */
export function beginExport(ctx: Ctx, id: string): Promise<Begun | null> {
  type Row = {
    attempt: number
    askedBy: string
    list: string
    format: ExportFormat
    zone: string
    sealed: string | null
  }
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const [row] = await sql.rows<Row>(
      `UPDATE export_job SET state = 'running', attempt = attempt + 1, as_of = $3, rows_expected = NULL, rows_done = 0,
         bytes = 0, parts = 0 WHERE marketplace_id = $1 AND id = $2 AND state IN ('waiting', 'running')
       RETURNING attempt, asked_by AS "askedBy", list, format, zone, asked_enc AS sealed`,
      [marketplaceId, id, ctx.now],
    )
    if (!row) return null
    await dropParts(sql, ctx, [id])
    const request = openRequest(ctx, id, row.sealed)
    const isAsked =
      request?.askedBy === row.askedBy && request.asked.list === row.list && request.asked.format === row.format
    return { id, attempt: row.attempt, askedBy: row.askedBy, zone: row.zone, request: isAsked ? request : null }
  })
}

export function failExport(ctx: Ctx, { id, attempt, askedBy }: Begun, reason: string): Promise<void> {
  return inSql(ctx, async (sql) => {
    const isOurs = await sql.run(
      `UPDATE export_job SET state = 'failed', reason = $4, finished_at = $5
       WHERE marketplace_id = $1 AND id = $2 AND attempt = $3 AND state = 'running'`,
      [ctx.actor.marketplaceId, id, attempt, reason, now()],
    )
    if (isOurs === 0) return
    await dropParts(sql, ctx, [id])
    await recordAudit(sql, ctx, 'export.fail', id, { reason, askedBy })
  })
}

/** Drops files whose day is over, and after a quarter of a year what is said of them. */
export function expireExports(ctx: Ctx): Promise<number> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const over = await sql.rows<{ id: string }>(
      `UPDATE export_job SET state = 'expired' WHERE marketplace_id = $1 AND state = 'done' AND expires_at <= $2 RETURNING id`,
      [marketplaceId, wallClock()],
    )
    await dropParts(
      sql,
      ctx,
      over.map(({ id }) => id),
    )
    await sql.run(
      `DELETE FROM export_job WHERE marketplace_id = $1 AND state IN ('failed', 'cancelled', 'expired')
         AND asked_at < $2::timestamptz - $3 * interval '1 day'`,
      [marketplaceId, ctx.now, exportPolicy.saidDays],
    )
    return over.length
  })
}

/** Nobody can take a person out of a finished file: when one is erased no file stays, nor what was asked for. */
export async function dropAllExports(sql: Sql, ctx: Ctx): Promise<void> {
  const rows = await sql.rows<{ id: string }>(
    `UPDATE export_job SET asked_enc = NULL,
       state = CASE WHEN state IN ('waiting', 'running', 'done') THEN 'expired' ELSE state END,
       reason = CASE WHEN state IN ('waiting', 'running', 'done') THEN $2 ELSE reason END
     WHERE marketplace_id = $1 RETURNING id`,
    [ctx.actor.marketplaceId, 'A person was erased meanwhile: ask for it again.'],
  )
  await dropParts(
    sql,
    ctx,
    rows.map(({ id }) => id),
  )
}
