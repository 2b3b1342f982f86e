import { randomUUID } from 'node:crypto'
import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Period } from '@/lib/domain/reports/report'
import type { RunKind } from '@/lib/providers/report-port'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'
import type { CheckRefusal } from './check-report'
import { openCheck } from './keep-check'
import { platformConnection } from './platform-connection'

/** What proves a period: every row of the platform, every row of every seller, what its payouts consist of, its ends. */
const asked: readonly RunKind[] = ['activity', 'connected_activity', 'payout_items', 'summary']

/** "Ask Stripe for this period": journals the checks and wants the job. They are there at once for the page to follow. */
export async function askReports(
  ctx: Ctx,
  input: { period: Period },
): Promise<Result<{ checkIds: string[] }, CheckRefusal>> {
  if (!can(ctx.actor, 'report.check')) return refuse('not_permitted')
  const { period } = input
  if (!(period.from < period.to) || period.to > ctx.now) return refuse('wrong_period')
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const connection = await platformConnection(sql, ctx)
    if (!connection) return refuse('not_connected')
    const checkIds: string[] = []
    for (const kind of asked) {
      const id = naturalId('rpc', marketplaceId, randomUUID())
      const accountId = kind === 'connected_activity' ? null : connection.accountId
      const { provider, livemode } = connection
      await openCheck(sql, ctx, { id, scope: { provider, livemode, kind, accountId, period } }, 'run')
      checkIds.push(id)
    }
    await enqueue(sql, 'check-reports', { marketplaceId })
    await recordAudit(sql, ctx, 'report.ask', checkIds[0] ?? '', { checkIds, from: period.from, to: period.to })
    return ok({ checkIds })
  })
}
