import { productTime, wallClock } from '../clock'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { heartbeatSeconds } from './start-sync'

export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'joined' | 'stopped'
export type SyncRunView = {
  id: string
  kind: string
  /** `stopped`: it says that it runs, but its heart has not beaten for a minute. */
  state: RunState
  /** By the product's clock, as every other time on a page. */
  startedAt: Date
  /** How long it has taken by the machine's clock, by which it works. */
  tookMs: number
  accountsTotal: number
  accountsDone: number
  rows: bigint
  requests: bigint
  throttled: bigint
  lastError: string | null
  /** Rows per second so far. */
  rowsPerSecond: number
  /** Estimated from the accounts that are left; null where nothing can be said. */
  secondsLeft: number | null
}

/** As it is kept: by the machine's clock. */
type RunRow = Omit<SyncRunView, 'rowsPerSecond' | 'secondsLeft' | 'state' | 'tookMs'> & {
  state: string
  heartbeatAt: Date
  finishedAt: Date | null
}

/** The latest runs, newest first; the first one is what the page follows live. */
export async function listSyncRuns(ctx: Ctx, limit = 20): Promise<SyncRunView[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<RunRow>(
      `SELECT id, kind, state, started_at AS "startedAt", finished_at AS "finishedAt", heartbeat_at AS "heartbeatAt",
         accounts_total AS "accountsTotal", accounts_done AS "accountsDone", rows, requests, throttled, last_error AS "lastError"
       FROM sync_run WHERE marketplace_id = $1 ORDER BY started_at DESC, id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 100)],
    ),
  )
  return rows.map((row) => viewOf(row, wallClock()))
}

function viewOf({ heartbeatAt, finishedAt, state, ...row }: RunRow, now: Date): SyncRunView {
  const dead = state === 'running' && now.getTime() - heartbeatAt.getTime() > heartbeatSeconds * 1000
  const tookMs = Math.max(1, (finishedAt ?? now).getTime() - row.startedAt.getTime())
  const elapsed = tookMs / 1000
  const left = row.accountsTotal - row.accountsDone
  const known = state === 'running' && row.accountsDone > 0 && left > 0
  return {
    ...row,
    startedAt: productTime(row.startedAt),
    tookMs,
    state: dead ? 'stopped' : (state as RunState),
    rowsPerSecond: Math.round(Number(row.rows) / elapsed),
    secondsLeft: known ? Math.ceil((elapsed / row.accountsDone) * left) : null,
  }
}

export type Freshness = {
  accounts: number
  backfilled: number
  dirty: number
  deauthorized: number
  /** The newest balance transaction that is known. */
  newestTransaction: Date | null
  inboxWaiting: number
  inboxFailed: number
  oldestWaiting: Date | null
  notPosted: number
  notReconciled: number
}

/** How current the tables are, in one row. Counts of queues stop at 100,000. */
export async function getFreshness(ctx: Ctx): Promise<Freshness> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<Freshness>(
      `SELECT count(*)::int AS accounts, count(t.account_id)::int AS backfilled, count(a.dirty_since)::int AS dirty,
         count(a.deauthorized_at)::int AS deauthorized,
         (SELECT max(created) FROM balance_transaction WHERE marketplace_id = $1) AS "newestTransaction",
         (SELECT count(*)::int FROM inbox_event WHERE marketplace_id = $1 AND state = 'new') AS "inboxWaiting",
         (SELECT count(*)::int FROM inbox_event WHERE marketplace_id = $1 AND state = 'failed') AS "inboxFailed",
         (SELECT min(received_at) FROM inbox_event WHERE marketplace_id = $1 AND state = 'new') AS "oldestWaiting",
         (SELECT count(*)::int FROM (SELECT FROM posting_queue WHERE marketplace_id = $1 LIMIT 100000) q) AS "notPosted",
         (SELECT count(*)::int FROM (SELECT FROM recon_touch WHERE marketplace_id = $1 LIMIT 100000) q) AS "notReconciled"
       FROM provider_account a LEFT JOIN sync_cursor t ON t.marketplace_id = a.marketplace_id AND t.provider = a.provider
         AND t.livemode = a.livemode AND t.account_id = a.account_id AND t.stream = 'bt-tail'
       WHERE a.marketplace_id = $1`,
      [ctx.actor.marketplaceId],
    ),
  )
  if (!row) throw new Error('an aggregate answers one row')
  return { ...row, oldestWaiting: row.oldestWaiting && productTime(row.oldestWaiting) }
}

export type CursorView = {
  accountId: string
  watermark: Date | null
  updatedAt: Date
  dirtySince: Date | null
  sweptAt: Date | null
}

/** How far each account is known, the stalest first. */
export async function listCursors(ctx: Ctx, limit = 50): Promise<CursorView[]> {
  return inSql(ctx, (sql) =>
    sql.rows<CursorView>(
      `SELECT c.account_id AS "accountId", c.watermark, c.updated_at AS "updatedAt", a.dirty_since AS "dirtySince", a.swept_at AS "sweptAt"
       FROM sync_cursor c JOIN provider_account a ON a.marketplace_id = c.marketplace_id AND a.provider = c.provider
         AND a.livemode = c.livemode AND a.account_id = c.account_id
       WHERE c.marketplace_id = $1 AND c.stream = 'bt-tail' ORDER BY c.updated_at, c.account_id LIMIT $2`,
      [ctx.actor.marketplaceId, Math.min(limit, 500)],
    ),
  )
}
