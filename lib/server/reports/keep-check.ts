import { agrees } from '@/lib/domain/reports/verdict'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { keepDifferences } from './judge/compare-rows'
import type { Judged } from './judge/judge-report'
import type { AccountSums } from './judge/period-sums'
import type { ReportScope } from './judge/stage-report'

/** A list of more differences than these helps nobody; the counts stay whole. */
const mostKept = 10_000

export type CheckFacts = { id: string; scope: ReportScope; fileDigest: string; fetched: bigint }

/** Opens a check; it is there for the page at once, whatever becomes of it. */
export async function openCheck(
  sql: Sql,
  ctx: Ctx,
  { id, scope }: { id: string; scope: ReportScope },
  origin: 'file' | 'run',
): Promise<void> {
  const { provider, livemode, kind, accountId, period } = scope
  await sql.run(
    `INSERT INTO report_check (marketplace_id, id, provider, livemode, kind, origin, account_id, period_start,
       period_end, state, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10, $11)`,
    [
      ...[ctx.actor.marketplaceId, id, provider, livemode, kind, origin, accountId, period.from, period.to],
      ...[ctx.actor.id, ctx.now],
    ],
  )
}

/** Writes the verdict with its sums and differing rows, and the audit row, in the transaction that judged. */
export async function keepVerdict(sql: Sql, ctx: Ctx, check: CheckFacts, judged: Judged): Promise<void> {
  const { marketplaceId } = ctx.actor
  const { id, scope, fileDigest } = check
  if (!judged.ok) return refuseCheck(sql, ctx, id, `Line ${judged.trouble.line}: ${judged.trouble.message}`, fileDigest)
  const { counts, sums, verdict, digest } = judged
  const changed = await sql.run(
    `UPDATE report_check SET state = 'checked', file_digest = $3, rows = $4, equal = $5, missing_here = $6,
       missing_there = $7, differing = $8, repeated = $9, fetched = $10, fetched_at = $11, verdict = $12, digest = $13,
       checked_at = $14
     WHERE marketplace_id = $1 AND id = $2 AND state IN ('queued', 'waiting')`,
    [
      ...[marketplaceId, id, fileDigest, counts.rows, counts.equal, counts.missingHere, counts.missingThere],
      ...[
        counts.differing,
        counts.repeated,
        check.fetched,
        check.fetched > 0n ? ctx.now : null,
        verdict,
        digest,
        ctx.now,
      ],
    ],
  )
  if (changed === 0) return // another worker was faster
  await keepSums(sql, ctx, id, sums)
  await keepDifferences(sql, ctx, id, mostKept)
  const { kind, accountId, period } = scope
  const detail = { kind, accountId, from: period.from, to: period.to, fileDigest, ...counts, verdict, digest }
  await recordAudit(sql, ctx, 'report.check', id, detail)
}

/** The run or the file gave nothing that could be held against anything. */
export async function refuseCheck(
  sql: Sql,
  ctx: Ctx,
  id: string,
  refusal: string,
  fileDigest: string | null = null,
): Promise<void> {
  const changed = await sql.run(
    `UPDATE report_check SET state = 'refused', refusal = $3, file_digest = $4, checked_at = $5
     WHERE marketplace_id = $1 AND id = $2 AND state IN ('queued', 'waiting')`,
    [ctx.actor.marketplaceId, id, refusal.slice(0, 500), fileDigest, ctx.now],
  )
  if (changed > 0) await recordAudit(sql, ctx, 'report.check', id, { fileDigest, refusal: refusal.slice(0, 500) })
}

async function keepSums(sql: Sql, ctx: Ctx, id: string, sums: readonly AccountSums[]): Promise<void> {
  const wire = sums.map((sum) => ({ ...sum, holds: agrees(sum) }))
  await sql.run(
    `INSERT INTO report_check_sum (marketplace_id, check_id, account_id, currency, opening_minor, net_minor,
       closing_minor, their_opening_minor, their_net_minor, their_closing_minor, holds)
     SELECT $1, $2, "accountId", currency, "openingMinor", "netMinor", "closingMinor", "theirOpeningMinor",
       "theirNetMinor", "theirClosingMinor", holds
     FROM jsonb_to_recordset($3::jsonb) AS x("accountId" text, currency text, "openingMinor" bigint, "netMinor" bigint,
       "closingMinor" bigint, "theirOpeningMinor" bigint, "theirNetMinor" bigint, "theirClosingMinor" bigint, holds boolean)`,
    [
      ctx.actor.marketplaceId,
      id,
      JSON.stringify(wire, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ],
  )
}
