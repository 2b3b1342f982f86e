import { productTime, wallClock } from '../clock'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

/** How long ago each source was looked at, and whether the ledger proves. Null: never. */
export type Freshness = {
  /** By the machine's clock, which says whether reading it goes on. */
  stripeSeconds: number | null
  /** The same by the product's clock, as the other ages beside it. */
  stripeAgeSeconds: number | null
  /** A sync is at work, or one waits for the worker. */
  syncing: boolean
  lastSyncFailed: boolean
  /** How long work that was wanted here has waited for a worker to take it up. */
  waitingSeconds: number | null
  /** How long ago a worker, any worker, last looked at the queue. */
  workerSilentSeconds: number | null
  booksSeconds: number | null
  reconciledSeconds: number | null
  cells: number
  residualCells: number
  unprovenCells: number
}

type Row = Omit<Freshness, 'stripeSeconds' | 'stripeAgeSeconds' | 'booksSeconds' | 'reconciledSeconds'> & {
  stripeAt: Date | null
  booksAt: Date | null
  reconciledAt: Date | null
}

/** The worker stamps its queues every few seconds, and both it and the queue tell the time by the database's clock. Runs of a sync are timed by the wall clock, all else by the product's own. */
export async function getFreshness(ctx: Ctx): Promise<Freshness> {
  const [row] = await inSql(ctx, (sql) => sql.rows<Row>(freshnessSql, [ctx.actor.marketplaceId]))
  if (!row) throw new Error('A row of scalars is always one row')
  const { stripeAt, booksAt, reconciledAt, ...rest } = row
  return {
    ...rest,
    stripeSeconds: secondsSince(stripeAt, wallClock()),
    stripeAgeSeconds: secondsSince(stripeAt && productTime(stripeAt), ctx.now),
    booksSeconds: secondsSince(booksAt, ctx.now),
    reconciledSeconds: secondsSince(reconciledAt, ctx.now),
  }
}

function secondsSince(at: Date | null, now: Date): number | null {
  return at && Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1000))
}

const freshnessSql = `
  SELECT
    (SELECT max(finished_at) FROM sync_run WHERE marketplace_id = $1 AND state = 'done') AS "stripeAt",
    EXISTS (SELECT FROM sync_run WHERE marketplace_id = $1 AND state IN ('queued', 'running')) AS syncing,
    coalesce((SELECT state = 'failed' FROM sync_run WHERE marketplace_id = $1 AND state IN ('done', 'failed')
      ORDER BY started_at DESC LIMIT 1), false) AS "lastSyncFailed",
    (SELECT floor(extract(epoch FROM clock_timestamp() - min(start_after)))::int FROM pgboss.job
      WHERE singleton_key = $1 AND state < 'active' AND start_after < clock_timestamp()) AS "waitingSeconds",
    (SELECT floor(extract(epoch FROM clock_timestamp() - max(greatest(monitor_claim_on, monitor_on))))::int
      FROM pgboss.queue) AS "workerSilentSeconds",
    greatest(
      (SELECT at FROM audit_entry WHERE marketplace_id = $1 AND subject = 'book-entries' ORDER BY seq DESC LIMIT 1),
      (SELECT max(imported_at) FROM book_import WHERE marketplace_id = $1)) AS "booksAt",
    (SELECT max(at) FROM recon_run WHERE marketplace_id = $1) AS "reconciledAt",
    (SELECT count(*)::int FROM balance_proof WHERE marketplace_id = $1) AS cells,
    (SELECT count(*)::int FROM balance_proof WHERE marketplace_id = $1 AND state = 'residual') AS "residualCells",
    (SELECT count(*)::int FROM balance_proof WHERE marketplace_id = $1 AND state = 'unproven') AS "unprovenCells"`
