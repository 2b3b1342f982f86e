import type { ExportFormat, ExportState } from '@/lib/domain/exports/policy'
import { wallClock } from '../../clock'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import type { ExportedList } from '../list-source'
import { openRequest } from './request'

export type ExportRow = {
  id: string
  askedAt: Date
  list: ExportedList
  format: ExportFormat
  /** The address's own words for its filter; null where they are gone. */
  filterWords: string | null
  zone: string
  state: ExportState
  asOf: Date | null
  rowsExpected: bigint | null
  rowsDone: bigint
  bytes: bigint
  parts: number
  digest: string | null
  reason: string | null
  finishedAt: Date | null
  /** By the machine's clock. */
  expiresAt: Date | null
}

// A file whose day is over is gone, whether or not the worker has been there.
const columns = `id, asked_at AS "askedAt", list, format, asked_enc AS sealed, zone, as_of AS "asOf", rows_expected AS "rowsExpected",
  CASE WHEN state = 'done' AND expires_at <= $3 THEN 'expired' ELSE state END AS state, rows_done AS "rowsDone", bytes, parts,
  digest, reason, finished_at AS "finishedAt", expires_at AS "expiresAt"`

type Stored = Omit<ExportRow, 'filterWords'> & { sealed: string | null }

/** One's own exports, the last asked first. */
export async function listExports(ctx: Ctx, limit: number): Promise<ExportRow[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Stored>(
      `SELECT ${columns} FROM export_job WHERE marketplace_id = $1 AND asked_by = $2 ORDER BY asked_at DESC, id DESC LIMIT $4`,
      [ctx.actor.marketplaceId, ctx.actor.id, wallClock(), Math.min(Math.max(limit, 1), 200)],
    ),
  )
  return rows.map((row) => rowOf(ctx, row))
}

/** One of them; null for everybody else. */
export async function getExport(ctx: Ctx, id: string): Promise<ExportRow | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<Stored>(`SELECT ${columns} FROM export_job WHERE marketplace_id = $1 AND asked_by = $2 AND id = $4`, [
      ctx.actor.marketplaceId,
      ctx.actor.id,
      wallClock(),
      id,
    ]),
  )
  return row ? rowOf(ctx, row) : null
}

function rowOf(ctx: Ctx, { sealed, ...row }: Stored): ExportRow {
  return { ...row, filterWords: openRequest(ctx, row.id, sealed)?.asked.filterWords ?? null }
}
