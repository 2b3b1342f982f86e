import { randomUUID } from 'node:crypto'
import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { isOfSellers } from '@/lib/domain/reports/report'
import type { Provider } from '@/lib/providers/port'
import { readReport } from '@/lib/providers/stripe/reports/read-report'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql, type Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'
import type { SpooledFile } from '../statements/spool/spool-file'
import { fetchMissing } from './fetch-missing'
import { listMissing, type MissingRow } from './judge/compare-rows'
import { type Judged, judgeReport } from './judge/judge-report'
import type { ReportScope } from './judge/stage-report'
import { keepVerdict, openCheck } from './keep-check'
import { isKnownAccount } from './platform-connection'

export type CheckRefusal = 'not_permitted' | 'not_connected' | 'unknown_account' | 'wrong_period' | 'wrong_kind'
export type CheckOutcome = { checkId: string | null; judged: Judged }

/** More rows than these are not fetched in one go: the next check goes on. */
const mostFetched = 5_000

/**
 * An export that a person brought, held against the stored rows. A dry run answers the same and keeps nothing. What is
 * missing here is fetched from the API by a job afterwards.
 */
export async function checkReport(
  ctx: Ctx,
  input: { scope: ReportScope; file: SpooledFile; dryRun: boolean },
): Promise<Result<CheckOutcome, CheckRefusal>> {
  const refusal = await refusalOf(ctx, input.scope)
  if (refusal) return refuse(refusal)
  const { scope, file } = input
  const judge = (sql: Sql) => judgeReport(sql, ctx, scope, readReport(file.read(), scope.kind), file.digest)
  if (input.dryRun) return ok({ checkId: null, judged: await inSql(ctx, judge) })
  const id = naturalId('rpc', ctx.actor.marketplaceId, randomUUID())
  return commit(ctx, async (sql) => {
    const judged = await judge(sql)
    await openCheck(sql, ctx, { id, scope }, 'file')
    if (judged.ok && judged.counts.missingHere > 0n)
      await enqueue(sql, 'check-reports', { marketplaceId: ctx.actor.marketplaceId })
    await keepVerdict(sql, ctx, { id, scope, fileDigest: file.digest, fetched: 0n }, judged)
    return ok({ checkId: id, judged })
  })
}

/** A file that the provider gave: what is missing here is fetched from the API first, and then judged once more. */
export async function checkProvidersFile(
  ctx: Ctx,
  provider: Provider,
  check: { id: string; scope: ReportScope; file: SpooledFile },
): Promise<void> {
  const { id, scope, file } = check
  const judge = (sql: Sql) => judgeReport(sql, ctx, scope, readReport(file.read(), scope.kind), file.digest)
  const missing = await inSql(ctx, async (sql): Promise<MissingRow[]> => {
    const judged = await judge(sql)
    return judged.ok ? listMissing(sql, mostFetched) : []
  })
  const fetched = missing.length > 0 ? await fetchMissing(ctx, provider, missing) : 0n
  await commit(ctx, async (sql) => {
    const judged = await judge(sql)
    await keepVerdict(sql, ctx, { id, scope, fileDigest: file.digest, fetched }, judged)
  })
}

export async function refusalOf(ctx: Ctx, scope: ReportScope): Promise<CheckRefusal | null> {
  if (!can(ctx.actor, 'report.check')) return 'not_permitted'
  const { accountId, kind, period, provider, livemode } = scope
  if (!(period.from < period.to)) return 'wrong_period'
  if (isOfSellers(kind) !== (accountId === null)) return 'wrong_kind'
  if (accountId === null) return null
  const known = await inSql(ctx, (sql) => isKnownAccount(sql, ctx, { provider, livemode, accountId }))
  return known ? null : 'unknown_account'
}
