import { randomUUID } from 'node:crypto'
import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { isOfSellers, type Period } from '@/lib/domain/reports/report'
import type { RunKind } from '@/lib/providers/report-port'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'
import type { CheckRefusal } from './check-report'
import { openCheck } from './keep-check'
import { isKnownAccount, platformConnection } from './platform-connection'

/** What proves a period: every row, what the payouts consist of, and its ends; of the platform and of its sellers together. */
const asked = {
  ofHouse: [
    ...['activity', 'payout_items', 'summary'],
    ...['connected_activity', 'connected_payout_items', 'connected_summary'],
  ] as readonly RunKind[],
  ofOne: ['activity', 'payout_items', 'summary'] as readonly RunKind[],
}

/**
 * "Ask Stripe for this period": journals the checks and wants the job. They are there at once for the page to follow.
 * `sellerId`: the reports of this connected account alone.
 */
export async function askReports(
  ctx: Ctx,
  input: { period: Period; sellerId?: string },
): Promise<Result<{ checkIds: string[] }, CheckRefusal>> {
  if (!can(ctx.actor, 'report.check')) return refuse('not_permitted')
  const { period, sellerId } = input
  if (!(period.from < period.to) || period.to > ctx.now) return refuse('wrong_period')
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    const connection = await platformConnection(sql, ctx)
    if (!connection) return refuse('not_connected')
    if (sellerId && !(await isKnownAccount(sql, ctx, { ...connection, accountId: sellerId })))
      return refuse('unknown_account')
    const checkIds: string[] = []
    for (const kind of sellerId ? asked.ofOne : asked.ofHouse) {
      const id = naturalId('rpc', marketplaceId, randomUUID())
      const accountId = isOfSellers(kind) ? null : (sellerId ?? connection.accountId)
      const { provider, livemode } = connection
      await openCheck(sql, ctx, { id, scope: { provider, livemode, kind, accountId, period } }, 'run')
      checkIds.push(id)
    }
    await enqueue(sql, 'check-reports', { marketplaceId })
    await recordAudit(sql, ctx, 'report.ask', checkIds[0] ?? '', {
      ...{ checkIds, from: period.from, to: period.to },
      ...(sellerId ? { sellerId } : {}),
    })
    return ok({ checkIds })
  })
}
