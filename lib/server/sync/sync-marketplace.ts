import { randomUUID } from 'node:crypto'
import type { Provider } from '@/lib/providers/port'
import { recordAudit } from '../audit/record-audit'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { manyRows, refreshStatistics } from '../db/refresh-statistics'
import { inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { releaseBodies } from '../quarantine/release-bodies'
import { type AccountToSync, accountsToSync, slowSweepHours, syncAccounts } from './accounts'
import { catchUpAccount } from './catch-up-account'
import { loadCursors } from './cursors'
import { type AccountLocks, openLocks } from './run/account-locks'
import { type Progress, type RunProgress, trackRun } from './run/progress'
import { whileReachable } from './run/while-reachable'
import { type Task, workOff } from './run/work-pool'
import { startBackfill } from './streams/backfill-account'
import { itemisePayouts, listPayoutsToItemise } from './streams/payout-items'
import { syncPendingCharges } from './streams/pending-charges'

/** `full` asks every account; `incremental` only those where something happened or that are due for a sweep. */
export type SyncKind = 'full' | 'incremental'
export type SyncOptions = { kind?: SyncKind; runId?: string; onProgress?: (progress: Progress) => void; width?: number }
export type SyncResult = Progress & { runId: string; digest: string }

type Run = { ctx: Ctx; provider: Provider; locks: AccountLocks; progress: RunProgress; full: boolean }

/** Requests in flight at once; the token bucket, not this, sets the pace. */
const defaultWidth = 8
const payoutsPerTask = 20
/** So many payouts have items enough for the planner to be told of them. */
const manyPayouts = 500

/**
 * Brings everything new of a marketplace's accounts into the tables: backfill where an account was never read, else
 * catching up. Safe to run twice at once and to be killed anywhere. Throws what the provider threw, with all that was
 * committed kept.
 */
export async function syncMarketplace(ctx: Ctx, provider: Provider, options: SyncOptions = {}): Promise<SyncResult> {
  const runId = options.runId ?? naturalId('run', randomUUID())
  const full = options.kind === 'full'
  await openRun(ctx, runId, full ? 'full' : 'incremental')
  const progress = trackRun(ctx, runId, provider, options.onProgress)
  const locks = await openLocks(ctx, provider)
  try {
    await syncAll({ ctx, provider, locks, progress, full }, options.width ?? defaultWidth)
    await progress.stop()
    await closeRun(ctx, runId, 'done', progress)
  } catch (error) {
    progress.fail(error)
    await progress.stop()
    await closeRun(ctx, runId, 'failed', progress)
    throw error
  } finally {
    locks.close()
  }
  return { ...progress.now, runId, digest: progress.digest() }
}

async function syncAll(run: Run, width: number): Promise<void> {
  const { ctx, provider, progress } = run
  if (run.full || (await accountsAreStale(ctx, provider))) await syncAccounts(ctx, provider)
  await releaseBodies(ctx, provider)
  const accounts = await inSql(ctx, (sql) => accountsToSync(sql, ctx, provider, { all: run.full }))
  progress.add({ accountsTotal: accounts.length })
  await workOff(
    accounts.map((account) => () => syncAccount(run, account)),
    width,
  )
  if (progress.now.rows >= manyRows) await refreshStatistics(ctx.db, ['balance_transaction', 'provider_object'])
  const payouts = await listPayoutsToItemise(ctx, provider)
  const items = chunksOf(payouts, payoutsPerTask).map((chunk) => async (): Promise<Task[]> => {
    await itemisePayouts(ctx, provider, chunk)
    return []
  })
  await workOff(items, width)
  if (payouts.length >= manyPayouts) await refreshStatistics(ctx.db, ['payout_item'])
}

async function syncAccount(run: Run, account: AccountToSync): Promise<Task[]> {
  const { ctx, provider, progress, locks } = run
  const release = await locks.take(account.accountId, 'bt')
  const finished = async () => {
    progress.add({ accountsDone: 1 })
    await release?.()
  }
  let left: Task[] = []
  // Nobody's lock is waited for: who holds it does the same work.
  if (release === null) await finished()
  else if (account.backfilled) {
    await whileReachable(ctx, provider, account.accountId, () => catchUp(run, account))
    await finished()
  } else {
    const backfill = { ctx, provider, accountId: account.accountId, lookedAt: wallClock(), progress }
    await whileReachable(ctx, provider, account.accountId, async () => {
      await syncPendingCharges(ctx, provider, account.accountId, false)
      left = await startBackfill(backfill, finished)
    })
  }
  return left.map((task) => async () => {
    await whileReachable(ctx, provider, account.accountId, task)
    return []
  })
}

async function catchUp(
  { ctx, provider, progress, full }: Run,
  { accountId, dueForSweep }: AccountToSync,
): Promise<void> {
  const sweep = dueForSweep || full
  const { inserted } = await catchUpAccount(ctx, provider, accountId, sweep)
  progress.add({ rows: inserted })
  progress.yielded(accountId, inserted)
  if (sweep) await syncPendingCharges(ctx, provider, accountId, true)
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}

async function accountsAreStale(ctx: Ctx, provider: Provider): Promise<boolean> {
  const [listed] = await inSql(ctx, (sql) => loadCursors(sql, ctx, provider, provider.platformAccountId, 'accounts'))
  return !listed?.watermark || ctx.now.getTime() - listed.watermark.getTime() > slowSweepHours * 3_600_000
}

async function openRun(ctx: Ctx, runId: string, kind: SyncKind): Promise<void> {
  await inSql(ctx, async (sql) => {
    // A wish that was joined to this run is answered by it.
    await sql.run(
      `UPDATE sync_run SET state = 'joined', finished_at = $3 WHERE marketplace_id = $1 AND state = 'queued' AND id <> $2`,
      [ctx.actor.marketplaceId, runId, wallClock()],
    )
    await sql.run(
      `INSERT INTO sync_run (marketplace_id, id, kind, state, started_at, heartbeat_at) VALUES ($1, $2, $3, 'running', $4, $4)
       ON CONFLICT (marketplace_id, id) DO UPDATE SET kind = EXCLUDED.kind, state = 'running', started_at = EXCLUDED.started_at,
         heartbeat_at = EXCLUDED.heartbeat_at, finished_at = NULL, last_error = NULL`,
      [ctx.actor.marketplaceId, runId, kind, wallClock()],
    )
  })
}

async function closeRun(ctx: Ctx, runId: string, state: 'done' | 'failed', progress: RunProgress): Promise<void> {
  await inSql(ctx, async (sql) => {
    await sql.run('UPDATE sync_run SET state = $3, finished_at = $4 WHERE marketplace_id = $1 AND id = $2', [
      ctx.actor.marketplaceId,
      runId,
      state,
      wallClock(),
    ])
    const { accountsTotal, accountsDone, rows } = progress.now
    await recordAudit(sql, ctx, 'sync.run', runId, {
      state,
      accountsTotal,
      accountsDone,
      rows,
      digest: progress.digest(),
    })
  })
}
