import type { ReportEvent } from '@/lib/domain/reports/report'
import { type ReportCounts, type ReportVerdict, verdictOf } from '@/lib/domain/reports/verdict'
import type { StatementTrouble } from '@/lib/domain/statements/trouble'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { canonicalJson, sha256 } from '../../digest/natural-id'
import { compareRows } from './compare-rows'
import { takeOwnRows } from './own-rows'
import { type AccountSums, sumPeriod } from './period-sums'
import { type ReportScope, stageReport } from './stage-report'

export type Judged =
  | { ok: true; counts: ReportCounts; sums: AccountSums[]; verdict: ReportVerdict; digest: string }
  | { ok: false; trouble: StatementTrouble }

/** Holds one export against the stored rows, in the caller's transaction: its tables are gone at the commit. */
export async function judgeReport(
  sql: Sql,
  ctx: Ctx,
  scope: ReportScope,
  events: AsyncIterable<ReportEvent>,
  fileDigest: string,
): Promise<Judged> {
  const { rows, repeated, summary, trouble } = await stageReport(sql, scope, events)
  if (trouble) return { ok: false, trouble }
  await takeOwnRows(sql, ctx, scope)
  const { matched, missingHere, missingThere, differing } = await compareRows(sql, scope)
  const sums = await sumPeriod(sql, ctx, scope, summary)
  const counts = { rows, equal: matched - differing, missingHere, missingThere, differing, repeated }
  const verdict = verdictOf(counts, sums)
  const digest = sha256(canonicalJson({ scope, fileDigest, counts, sums, verdict }))
  return { ok: true, counts, sums, verdict, digest }
}
