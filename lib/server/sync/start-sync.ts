import { randomUUID } from 'node:crypto'
import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'

export type StartSyncRefusal = 'not_permitted' | 'not_connected' | 'already_running'

/** A run whose heartbeat is older than this is dead. */
export const heartbeatSeconds = 60

/** "Sync now": journals the wish and wants the job. The run's row is there at once for the page to follow. */
export async function startSync(ctx: Ctx): Promise<Result<{ runId: string }, StartSyncRefusal>> {
  if (!can(ctx.actor, 'sync.start')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const connections = await sql.rows('SELECT 1 FROM provider_connection WHERE marketplace_id = $1', [marketplaceId])
    if (connections.length === 0) return refuse('not_connected')
    const alive = new Date(wallClock().getTime() - heartbeatSeconds * 1000)
    const running = await sql.rows(
      `SELECT 1 FROM sync_run WHERE marketplace_id = $1 AND state IN ('queued', 'running') AND heartbeat_at > $2`,
      [marketplaceId, alive],
    )
    if (running.length > 0) return refuse('already_running')
    const runId = naturalId('run', randomUUID())
    await sql.run(
      `INSERT INTO sync_run (marketplace_id, id, kind, state, started_at, heartbeat_at) VALUES ($1, $2, 'incremental', 'queued', $3, $3)`,
      [marketplaceId, runId, wallClock()],
    )
    await enqueue(sql, 'sync-stripe', { marketplaceId, runId })
    await recordAudit(sql, ctx, 'sync.start', runId, {})
    return ok({ runId })
  })
}
