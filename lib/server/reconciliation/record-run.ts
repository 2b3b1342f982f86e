import { randomUUID } from 'node:crypto'
import { recordAudit } from '../audit/record-audit'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { sha256 } from '../digest/natural-id'
import { digestText, type FoundRow } from './found-rows'
import type { Changes } from './write-found'

export type ReconcileRun = Changes & {
  /** Touched keys (or, in a run over all, legs and entries), and how many of them the domain had to decide. */
  keys: number
  decided: number
  setAside: number
  found: number
  escalated: number
  elapsedMs: number
}

export const noRun: ReconcileRun = {
  keys: 0,
  decided: 0,
  setAside: 0,
  found: 0,
  escalated: 0,
  opened: 0,
  changed: 0,
  closed: 0,
  elapsedMs: 0,
}

type Counted = Omit<ReconcileRun, 'elapsedMs' | 'setAside' | 'found'>

/** One row of the run and one of the audit chain; a run that looked at nothing and changed nothing leaves no trace. */
export async function recordRun(
  sql: Sql,
  ctx: Ctx,
  scope: 'all' | 'touched' | 'bank',
  rows: readonly FoundRow[],
  counted: Counted,
  startedAt: Date,
): Promise<ReconcileRun> {
  const elapsedMs = wallClock().getTime() - startedAt.getTime()
  const run = { ...counted, setAside: counted.keys - counted.decided, found: rows.length, elapsedMs }
  const { keys, opened, changed, closed, escalated } = run
  if (keys + opened + changed + closed + escalated === 0) return run
  const digest = sha256(digestText(rows))
  const id = `rr_${randomUUID()}`
  await sql.run(
    `INSERT INTO recon_run (marketplace_id, id, at, keys, set_aside, decided, opened, changed, closed, digest, elapsed_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [ctx.actor.marketplaceId, id, ctx.now, keys, run.setAside, run.decided, opened, changed, closed, digest, elapsedMs],
  )
  const { elapsedMs: _, ...counts } = run
  await recordAudit(sql, ctx, 'reconcile.run', id, { scope, ...counts, digest })
  return run
}
