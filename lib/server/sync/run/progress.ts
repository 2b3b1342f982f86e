import type { Provider } from '@/lib/providers/port'
import { wallClock } from '../../clock'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import { sha256 } from '../../digest/natural-id'

export type Progress = {
  accountsTotal: number
  accountsDone: number
  rows: number
  requests: number
  throttled: number
  lastError: string | null
}

export type RunProgress = {
  readonly now: Progress
  add(change: Partial<Pick<Progress, 'accountsTotal' | 'accountsDone' | 'rows'>>): void
  fail(error: unknown): void
  /** What each account yielded, for the digest in the audit row. */
  yielded(accountId: string, rows: number): void
  digest(): string
  /** Writes the row now; while the run goes on it is written once a second. */
  save(): Promise<void>
  stop(): Promise<void>
}

const everyMs = 1000

/** The live row of a run: the sync page reads it, and its heartbeat says that somebody is still at work. */
export function trackRun(
  ctx: Ctx,
  runId: string,
  provider: Provider,
  onProgress: (progress: Progress) => void = () => {},
): RunProgress {
  const atStart = provider.counts()
  const now: Progress = { accountsTotal: 0, accountsDone: 0, rows: 0, requests: 0, throttled: 0, lastError: null }
  const perAccount = new Map<string, number>()
  let saving: Promise<void> = Promise.resolve()

  const save = async () => {
    const counts = provider.counts()
    now.requests = counts.requests - atStart.requests
    now.throttled = counts.throttled - atStart.throttled
    onProgress({ ...now })
    await writeRow(ctx, runId, now)
  }
  const timer = setInterval(() => {
    saving = saving.then(save).catch(() => {}) // a heartbeat that fails is not the run's failure
  }, everyMs)
  timer.unref()

  return {
    now,
    add: (change) => {
      now.accountsTotal += change.accountsTotal ?? 0
      now.accountsDone += change.accountsDone ?? 0
      now.rows += change.rows ?? 0
    },
    fail: (error) => {
      now.lastError = error instanceof Error ? error.message : String(error)
    },
    yielded: (accountId, rows) => {
      perAccount.set(accountId, (perAccount.get(accountId) ?? 0) + rows)
    },
    digest: () => sha256(JSON.stringify([...perAccount].sort(([a], [b]) => (a < b ? -1 : 1)))),
    save,
    stop: async () => {
      clearInterval(timer)
      await saving
      await save()
    },
  }
}

async function writeRow(ctx: Ctx, runId: string, progress: Progress): Promise<void> {
  await inSql(ctx, (sql) =>
    sql.run(
      `UPDATE sync_run SET accounts_total = $3, accounts_done = $4, rows = $5, requests = $6, throttled = $7,
         last_error = $8, heartbeat_at = $9 WHERE marketplace_id = $1 AND id = $2`,
      [
        ctx.actor.marketplaceId,
        runId,
        progress.accountsTotal,
        progress.accountsDone,
        progress.rows,
        progress.requests,
        progress.throttled,
        progress.lastError,
        wallClock(),
      ],
    ),
  )
}
