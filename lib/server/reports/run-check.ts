import { setTimeout as sleep } from 'node:timers/promises'
import { isSummary } from '@/lib/domain/reports/report'
import { ProviderRefused } from '@/lib/providers/errors'
import type { Provider } from '@/lib/providers/port'
import type { ReportRunState, ReportSource, RunKind } from '@/lib/providers/report-port'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql } from '../db/transaction'
import { spoolFile } from '../statements/spool/spool-file'
import { checkProvidersFile } from './check-report'
import type { ReportScope } from './judge/stage-report'
import { refuseCheck } from './keep-check'
import { listQueuedChecks } from './queries'

export type QueuedCheck = { id: string; scope: ReportScope & { kind: RunKind }; runId: string | null }

/** Pauses between looks at a run: Stripe takes seconds for a small report and many minutes for a large one. */
export const patience = { firstMs: 500, capMs: 15_000, mostMs: 300_000 }

/** All that wait, in their order. The ends of a period are judged when its rows are, since those fetch what is missing. */
export async function runChecks(ctx: Ctx, provider: Provider & ReportSource, waits = patience): Promise<void> {
  const unfinished = new Set<number>()
  for (const check of await listQueuedChecks(ctx, provider)) {
    const from = check.scope.period.from.getTime()
    if (isSummary(check.scope.kind) && unfinished.has(from)) continue
    if ((await runCheck(ctx, provider, check, waits)) === 'waiting') unfinished.add(from)
  }
}

/**
 * Takes one check as far as it goes: asks for the run, waits for it, reads its file, judges. A run that takes longer stays
 * waiting, and the next turn of the job goes on from its id.
 */
async function runCheck(
  ctx: Ctx,
  provider: Provider & ReportSource,
  check: QueuedCheck,
  waits = patience,
): Promise<'done' | 'waiting'> {
  const { id, scope } = check
  try {
    const runId = check.runId ?? (await startRun(ctx, provider, check))
    const run = await waitFor(() => provider.readReportRun(scope.accountId, runId), waits)
    if (run.state === 'pending') return 'waiting'
    if (run.state === 'failed') throw new ProviderRefused('report_failed', run.message, null, 200)
    const file = await spoolFile(provider.readReportFile(scope.accountId, run.fileId))
    if (!file.ok) throw new ProviderRefused(file.reason, `The report's file is ${file.reason}`, null, 200)
    try {
      await checkProvidersFile(ctx, provider, { id, scope, file: file.value })
    } finally {
      await file.value.dispose()
    }
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error
    await commit(ctx, (sql) => refuseCheck(sql, ctx, id, error.message))
  }
  return 'done'
}

async function startRun(ctx: Ctx, provider: ReportSource, { id, scope }: QueuedCheck): Promise<string> {
  const { runId } = await provider.startReport(scope, id)
  await inSql(ctx, (sql) =>
    sql.run(
      `UPDATE report_check SET state = 'waiting', run_id = $3 WHERE marketplace_id = $1 AND id = $2 AND state = 'queued'`,
      [ctx.actor.marketplaceId, id, runId],
    ),
  )
  return runId
}

async function waitFor(look: () => Promise<ReportRunState>, waits: typeof patience): Promise<ReportRunState> {
  let waited = 0
  for (let pause = waits.firstMs; ; pause = Math.min(pause * 2, waits.capMs)) {
    const run = await look()
    if (run.state !== 'pending' || waited >= waits.mostMs) return run
    await sleep(pause)
    waited += pause
  }
}
