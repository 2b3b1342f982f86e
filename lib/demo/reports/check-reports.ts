import { monthPeriod, recentMonths } from '@/lib/domain/reports/month-period'
import { jobCtx } from '@/lib/server/context'
import { closeDb, openDb } from '@/lib/server/db/client'
import { askReports } from '@/lib/server/reports/ask-reports'
import { listChecks } from '@/lib/server/reports/queries'
import { runChecks } from '@/lib/server/reports/run-check'
import { connectionsOf } from '@/lib/server/sync/connection-of'
import { demoMarketplace } from '../people'
import { control, type Sandbox } from '../sandbox'

/**
 * Asks the sandbox's Stripe for its own reports of every month it has lived and holds them against what was read. Answers
 * how many reports are not equal. A demo that is started again has its verdicts already.
 */
export async function checkReports(
  databaseUrl: string,
  sandbox: Sandbox,
  say: (line: string) => void,
): Promise<number> {
  const db = openDb(databaseUrl, 2)
  try {
    const ctx = jobCtx(db, demoMarketplace.id, 'demo')
    if ((await listChecks(ctx, { limit: 1 })).length === 0) await askForEveryMonth(sandbox, ctx)
    for (const provider of await connectionsOf(ctx)) await runChecks(ctx, provider)
    const checks = await listChecks(ctx, { limit: 200 })
    const unequal = checks.filter(({ verdict }) => verdict !== 'equal')
    say(`reports: ${checks.length - unequal.length} of ${checks.length} of Stripe's own are equal to the cent`)
    for (const { kind, periodStart, refusal } of unequal)
      say(`report ${kind} from ${periodStart.toISOString().slice(0, 10)} is not equal${refusal ? `: ${refusal}` : ''}`)
    return unequal.length
  } finally {
    await closeDb(db)
  }
}

async function askForEveryMonth(sandbox: Sandbox, ctx: ReturnType<typeof jobCtx>): Promise<void> {
  const { epoch, worldNow } = await control<{ epoch: number; worldNow: number }>(sandbox, 'GET', '/now')
  const now = new Date(worldNow * 1000)
  for (const month of recentMonths(now, 24)) {
    const period = monthPeriod(month, now)
    if (period.ok && period.value.from.getTime() >= epoch * 1000) await askReports(ctx, { period: period.value })
  }
}
