import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type AskRefusal, canAsk } from '@/lib/domain/close/can-act'
import { canClose, checksOf } from '@/lib/domain/close/can-close'
import { firstDay } from '@/lib/domain/close/period'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { canonicalJson } from '../digest/natural-id'
import { type LoadedPeriod, loadPeriod } from './load-facts'
import { lockBooks } from './posting-calendar'
import { lockPeriod, type PeriodKey } from './queries'

/** `named`: the numbers of the open exceptions that explain what the proofs leave over. */
export type CloseRequest = PeriodKey & { named: readonly string[] }

/** Asks a second person to close a month. What was seen is kept as a hash: whoever confirms, confirms just that. */
export async function requestClose(ctx: Ctx, input: CloseRequest): Promise<Result<string, AskRefusal>> {
  if (!can(ctx.actor, 'close.request')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    await lockBooks(sql, ctx.actor.marketplaceId)
    const period = await lockPeriod(sql, ctx, input)
    const loaded = await loadPeriod(sql, ctx, input, input.named)
    const checks = checksOf(loaded.facts, loaded.named, ctx.now)
    const verdict = canAsk({ state: period?.state ?? 'open' }, canClose(checks), ctx.actor)
    if (!verdict.ok) return verdict
    await keepRequest(sql, ctx, input, loaded, canonicalJson(checks))
    const { scope, month } = input
    await recordAudit(sql, ctx, 'period.ask', subjectOf(input), {
      scope,
      month,
      basis: loaded.facts.basis,
      zone: loaded.facts.zone,
      seenHash: loaded.seenHash,
      named: loaded.named.map(({ number }) => number),
    })
    return ok(loaded.seenHash)
  })
}

/** "2026-10" of the entity, "2026-10 acct_1" of an account. */
export function subjectOf({ scope, month }: PeriodKey): string {
  return scope === '*' ? month : `${month} ${scope}`
}

async function keepRequest(
  sql: Sql,
  ctx: Ctx,
  { scope, month }: PeriodKey,
  { facts, digest, named, seenHash }: LoadedPeriod,
  checks: string,
): Promise<void> {
  await sql.run(
    `INSERT INTO close_period (marketplace_id, scope, month, zone, basis, state, asked_by, asked_at, seen_hash, named, checks,
       postings, postings_digest)
     VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7, $8, $9::jsonb, $10::jsonb, $11, $12)
     ON CONFLICT (marketplace_id, scope, month) DO UPDATE SET zone = excluded.zone, basis = excluded.basis, state = 'asked',
       asked_by = excluded.asked_by, asked_at = excluded.asked_at, seen_hash = excluded.seen_hash, named = excluded.named,
       checks = excluded.checks, postings = excluded.postings, postings_digest = excluded.postings_digest,
       closed_by = NULL, closed_at = NULL, audit_hash = NULL, reopen_asked_by = NULL, reopen_asked_at = NULL,
       reopen_reason = NULL, reopened_by = NULL, reopened_at = NULL`,
    [
      ctx.actor.marketplaceId,
      scope,
      firstDay(month),
      facts.zone,
      facts.basis,
      ctx.actor.id,
      ctx.now,
      seenHash,
      canonicalJson(named),
      checks,
      digest.postings,
      digest.digest,
    ],
  )
}
