import { isOfSellers, type Period, type ReportKind } from '@/lib/domain/reports/report'
import { connectProvider } from '../../access/connect-provider'
import { type Ctx, jobCtx } from '../../context'
import { openTestDatabase, type TestDatabase } from '../../db/testing/test-database'
import { spoolFile } from '../../statements/spool/spool-file'
import { type ConnectedProvider, connectionOf } from '../../sync/connection-of'
import { syncMarketplace } from '../../sync/sync-marketplace'
import { type Sandbox, startSandbox } from '../../sync/testing/sandbox-process'
import { askReports } from '../ask-reports'
import { checkReport } from '../check-report'
import type { Judged } from '../judge/judge-report'
import { type CheckRow, getCheck } from '../queries'
import { runChecks } from '../run-check'

type Checking = { dryRun?: boolean; by?: Ctx }

/** A sandbox that has lived for twelve days, read whole, and what a person or the job does with its reports. */
export type ReportWorld = {
  t: TestDatabase
  sandbox: Sandbox
  ctx: Ctx
  provider: ConnectedProvider
  period: Period
  as(role: 'analyst' | 'support', marketplaceId?: string): Ctx
  rowsOf(sql: string, ...params: unknown[]): Promise<Record<string, unknown>[]>
  /** Asks for the reports of a period and does what the job does. */
  ask(of: Period, sellerId?: string): Promise<CheckRow[]>
  /** A report of the sandbox as a person would save it. */
  savedFile(kind: Exclude<ReportKind, 'dashboard'>): Promise<string>
  check(text: string, kind: ReportKind, how?: Checking): ReturnType<typeof checkReport>
  judged(text: string, kind?: ReportKind): Promise<Extract<Judged, { ok: true }>>
  close(): Promise<void>
}

const quick = { firstMs: 1, capMs: 1, mostMs: 5 }
const period = { from: new Date('2026-09-03T00:00:00Z'), to: new Date('2026-09-12T00:00:00Z') }

/** `say` tells the environment where Stripe is. */
export async function openReportWorld(say: (settings: Record<string, string>) => void): Promise<ReportWorld> {
  const sandbox = await startSandbox(['--sellers', '40', '--days', '12', '--rate', '1000'])
  say({ STRIPE_API_URL: sandbox.apiUrl, STRIPE_READ_RATE: '1000' })
  const t = await openTestDatabase()
  const ctx = jobCtx(t.db, t.marketplaceId, 'test', await sandbox.now())
  const webhookSecrets = ['whsec_1']
  await connectProvider(ctx, { livemode: false, accountId: sandbox.platform, apiKey: sandbox.apiKey, webhookSecrets })
  await t.admin.query('DELETE FROM provider_account WHERE account_id = $1', ['acct_platform'])
  const provider = await connectionOf(ctx, false)
  await syncMarketplace(ctx, provider, { kind: 'full' })
  const as: ReportWorld['as'] = (role, marketplaceId) => ({ ...t.ctxAs(role, marketplaceId), now: ctx.now })
  const check: ReportWorld['check'] = async (text, kind, { dryRun = false, by = as('analyst') } = {}) => {
    const file = await spoolFile(bytesOf(text))
    if (!file.ok) throw new Error(file.reason)
    const accountId = isOfSellers(kind) ? null : sandbox.platform
    const scope = { provider: 'stripe', livemode: false, kind, accountId, period }
    return checkReport(by, { scope, file: file.value, dryRun })
  }
  return {
    ...{ t, sandbox, ctx, provider, period, as, check },
    rowsOf: (sql, ...params) => t.admin.query(sql, params).then(({ rows }) => rows),
    ask: async (of, sellerId) => {
      const asked = await askReports(as('analyst'), { period: of, ...(sellerId ? { sellerId } : {}) })
      if (!asked.ok) throw new Error(asked.reason)
      await runChecks(ctx, provider, quick)
      return Promise.all(asked.value.checkIds.map(async (id) => (await getCheck(ctx, id))!))
    },
    savedFile: (kind) => savedFile(provider, sandbox.platform, kind),
    judged: async (text, kind = 'activity') => {
      const result = await check(text, kind, { dryRun: true })
      if (!result.ok || !result.value.judged.ok) throw new Error(`not judged: ${JSON.stringify(result)}`)
      return result.value.judged
    },
    close: async () => {
      await sandbox.stop()
      await t.close()
    },
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

async function savedFile(
  provider: ConnectedProvider,
  platform: string,
  kind: Exclude<ReportKind, 'dashboard'>,
): Promise<string> {
  const accountId = isOfSellers(kind) ? null : platform
  const { runId } = await provider.startReport({ kind, accountId, period }, `saved-${kind}-${Math.random()}`)
  await provider.readReportRun(accountId, runId)
  const run = await provider.readReportRun(accountId, runId)
  if (run.state !== 'ready') throw new Error(run.state)
  const chunks: Uint8Array[] = []
  for await (const chunk of provider.readReportFile(accountId, run.fileId)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
