import type { ReportKind } from '@/lib/domain/reports/report'
import type { ReportCounts, ReportVerdict } from '@/lib/domain/reports/verdict'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import type { AccountSums } from './judge/period-sums'
import type { QueuedCheck } from './run-check'

export type CheckRow = ReportCounts & {
  id: string
  kind: ReportKind
  origin: 'file' | 'run'
  livemode: boolean
  accountId: string | null
  periodStart: Date
  periodEnd: Date
  state: 'queued' | 'waiting' | 'checked' | 'refused'
  refusal: string | null
  fetched: bigint
  fetchedAt: Date | null
  verdict: ReportVerdict | null
  digest: string | null
  fileDigest: string | null
  askedAt: Date
  checkedAt: Date | null
}

const columns = `id, kind, origin, livemode, account_id AS "accountId", period_start AS "periodStart",
  period_end AS "periodEnd", state, refusal, rows, equal, missing_here AS "missingHere", missing_there AS "missingThere",
  differing, repeated, fetched, fetched_at AS "fetchedAt", verdict, digest, file_digest AS "fileDigest",
  asked_at AS "askedAt", checked_at AS "checkedAt"`

export type CheckCursor = { askedAt: Date; id: string }

/** The checks, newest first; keyset by (asked at, id). */
export async function listChecks(ctx: Ctx, { after, limit = 50 }: { after?: CheckCursor; limit?: number } = {}) {
  return inSql(ctx, (sql) =>
    sql.rows<CheckRow>(
      `SELECT ${columns} FROM report_check WHERE marketplace_id = $1
         AND ($2::timestamptz IS NULL OR (asked_at, id) < ($2::timestamptz, $3))
       ORDER BY asked_at DESC, id DESC LIMIT $4`,
      [ctx.actor.marketplaceId, after?.askedAt ?? null, after?.id ?? '', Math.min(Math.max(limit, 1), 200)],
    ),
  )
}

export async function getCheck(ctx: Ctx, id: string): Promise<CheckRow | null> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<CheckRow>(`SELECT ${columns} FROM report_check WHERE marketplace_id = $1 AND id = $2`, [
      ctx.actor.marketplaceId,
      id,
    ]),
  )
  return rows[0] ?? null
}

export type CheckSum = AccountSums & { holds: boolean }

/** Where the sums do not hold comes first. */
export async function listCheckSums(ctx: Ctx, checkId: string, limit = 200): Promise<CheckSum[]> {
  return inSql(ctx, (sql) =>
    sql.rows<CheckSum>(
      `SELECT account_id AS "accountId", currency, opening_minor AS "openingMinor", net_minor AS "netMinor",
         closing_minor AS "closingMinor", their_opening_minor AS "theirOpeningMinor", their_net_minor AS "theirNetMinor",
         their_closing_minor AS "theirClosingMinor", holds
       FROM report_check_sum WHERE marketplace_id = $1 AND check_id = $2 ORDER BY holds, account_id, currency LIMIT $3`,
      [ctx.actor.marketplaceId, checkId, limit],
    ),
  )
}

export type DifferenceRow = {
  ordinal: number
  kind: 'missing_here' | 'missing_there' | 'field'
  accountId: string
  transactionId: string
  currency: string
  field: string | null
  theirs: string | null
  ours: string | null
  line: number | null
}

export async function listDifferences(ctx: Ctx, checkId: string, after = 0, limit = 100): Promise<DifferenceRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<DifferenceRow>(
      `SELECT ordinal, kind, account_id AS "accountId", transaction_id AS "transactionId", currency, field, theirs, ours,
         line FROM report_difference WHERE marketplace_id = $1 AND check_id = $2 AND ordinal > $3
       ORDER BY ordinal LIMIT $4`,
      [ctx.actor.marketplaceId, checkId, after, limit],
    ),
  )
}

/** Checks that wait for a run of this provider, oldest first; the ends of a period after what may fetch its rows. */
export async function listQueuedChecks(ctx: Ctx, from: { name: string; livemode: boolean }): Promise<QueuedCheck[]> {
  type Row = Pick<CheckRow, 'id' | 'accountId' | 'periodStart' | 'periodEnd'> & { runId: string | null } & Pick<
      QueuedCheck['scope'],
      'kind'
    >
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Row>(
      `SELECT id, kind, account_id AS "accountId", period_start AS "periodStart", period_end AS "periodEnd",
         run_id AS "runId" FROM report_check WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3
         AND origin = 'run' AND state IN ('queued', 'waiting') ORDER BY asked_at, (kind LIKE '%summary'), kind, id LIMIT 100`,
      [ctx.actor.marketplaceId, from.name, from.livemode],
    ),
  )
  return rows.map(({ id, kind, accountId, periodStart, periodEnd, runId }) => ({
    id,
    runId,
    scope: {
      provider: from.name,
      livemode: from.livemode,
      kind,
      accountId,
      period: { from: periodStart, to: periodEnd },
    },
  }))
}
