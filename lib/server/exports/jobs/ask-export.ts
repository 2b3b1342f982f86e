import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canExport } from '@/lib/domain/exports/can-export'
import { exportPolicy, mostSheetRows } from '@/lib/domain/exports/policy'
import { getMarketplace } from '../../access/queries'
import { recordAudit } from '../../audit/record-audit'
import { wallClock } from '../../clock'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { inSql, type Sql } from '../../db/transaction'
import { enqueue } from '../../queue/enqueue'
import { countList } from '../count-list'
import type { FileAsked } from '../list-file'
import { requestKey, sealRequest } from './request'

export type AskRefusal = 'not_permitted' | 'too_many_rows' | 'too_many_exports'

/** Has the worker write a list into a file. The same question again, while it is under way, is the same. */
export async function askExport(ctx: Ctx, asked: FileAsked): Promise<Result<{ id: string }, AskRefusal>> {
  const { list, format, filterWords } = asked
  if (!canExport(ctx.actor, list)) return refuse('not_permitted')
  if (format === 'xlsx' && !(await fitsSheet(ctx, asked))) return refuse('too_many_rows')
  const { reportingZone } = await getMarketplace(ctx)
  const request = { askedBy: ctx.actor.id, asked }
  const { marketplaceId } = ctx.actor
  const own = [marketplaceId, ctx.actor.id]
  const key = requestKey(ctx, request)
  return commit(ctx, async (sql) => {
    // Whoever presses twice meets their first wish, and nobody has two counts of their exports at once.
    await sql.rows(
      `SELECT pg_advisory_xact_lock(hashtextextended('exports:' || $1 || ':' || $2, 0))::text AS locked`,
      own,
    )
    const [same] = await sql.rows<{ id: string }>(
      `SELECT id FROM export_job WHERE marketplace_id = $1 AND asked_by = $2 AND request_key = $3
         AND (state IN ('waiting', 'running') OR (state = 'done' AND expires_at > $4)) ORDER BY asked_at DESC LIMIT 1`,
      [...own, key, ofFinishedJustNow()],
    )
    if (same) return ok(same)
    if (await hasTooMany(sql, own)) return refuse('too_many_exports')
    const id = `exp_${randomUUID()}`
    await sql.run(
      `INSERT INTO export_job (marketplace_id, id, asked_by, asked_at, list, format, asked_enc, request_key, zone, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting')`,
      [marketplaceId, id, ctx.actor.id, ctx.now, list, format, sealRequest(ctx, id, request), key, reportingZone],
    )
    await enqueue(sql, 'run-exports', { marketplaceId })
    await recordAudit(sql, ctx, 'export.ask', id, { list, format, filter: filterWords })
    return ok({ id })
  })
}

/** The worker may be quicker than the second press: what was finished a moment ago expires no sooner. */
function ofFinishedJustNow(): Date {
  return new Date(wallClock().getTime() + exportPolicy.keptHours * 3_600_000 - exportPolicy.sameWithinMs)
}

async function fitsSheet(ctx: Ctx, asked: FileAsked): Promise<boolean> {
  return (await inSql(ctx, (sql) => countList(sql, ctx, asked, mostSheetRows + 1))) <= mostSheetRows
}

async function hasTooMany(sql: Sql, own: readonly string[]): Promise<boolean> {
  const [row] = await sql.rows<{ open: number; kept: number }>(
    `SELECT count(*) FILTER (WHERE state <> 'done')::int AS open, count(*)::int AS kept FROM export_job
     WHERE marketplace_id = $1 AND asked_by = $2
       AND (state IN ('waiting', 'running') OR (state = 'done' AND expires_at > $3))`,
    [...own, wallClock()],
  )
  return (row?.open ?? 0) >= exportPolicy.mostUnderWay || (row?.kept ?? 0) >= exportPolicy.mostKept
}
