import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type ConfirmRefusal, canConfirm } from '@/lib/domain/close/can-act'
import { canClose, checksOf } from '@/lib/domain/close/can-close'
import type { AccountMonth } from '@/lib/domain/close/facts'
import { firstDay } from '@/lib/domain/close/period'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { canonicalJson } from '../digest/natural-id'
import { type LoadedPeriod, loadPeriod } from './load-facts'
import { lockBooks } from './posting-calendar'
import { lockPeriod, type PeriodKey } from './queries'
import { subjectOf } from './request-close'
import type { PeriodRow } from './rows'

/** `seenHash`: what the second person was shown. */
export type CloseConfirmation = PeriodKey & { seenHash: string }

/**
 * The second person closes what the first one saw. Everything is computed again while nobody posts; if any of it is
 * otherwise, nothing is closed. The sums, the digest and the head of the audit chain are kept as they are closed.
 */
export async function confirmClose(ctx: Ctx, input: CloseConfirmation): Promise<Result<void, ConfirmRefusal>> {
  if (!can(ctx.actor, 'close.confirm')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    await lockBooks(sql, ctx.actor.marketplaceId)
    const period = await lockPeriod(sql, ctx, input)
    if (period?.state !== 'asked') return refuse('not_asked')
    const loaded = await loadPeriod(
      sql,
      ctx,
      input,
      period.named.map(({ number }) => number.toString()),
    )
    const checks = checksOf(loaded.facts, loaded.named, ctx.now)
    const unchanged = loaded.seenHash === period.seenHash && period.seenHash === input.seenHash
    const verdict = canConfirm(period, { checksHold: canClose(checks), unchanged }, ctx.actor)
    if (!verdict.ok) return verdict
    const revision = period.revision + 1
    await keepBalances(sql, ctx, period, revision, loaded.facts.accounts)
    const auditHash = await auditClosing(sql, ctx, period, loaded, revision)
    await sql.run(
      `UPDATE close_period SET state = 'closed', revision = $4, closed_by = $5, closed_at = $6, audit_hash = $7, checks = $8::jsonb
       WHERE marketplace_id = $1 AND scope = $2 AND month = $3::date AND state = 'asked'`,
      [
        ctx.actor.marketplaceId,
        period.scope,
        firstDay(period.month),
        revision,
        ctx.actor.id,
        ctx.now,
        auditHash,
        canonicalJson(checks),
      ],
    )
    return ok()
  })
}

async function keepBalances(
  sql: Sql,
  ctx: Ctx,
  { scope, month }: PeriodRow,
  revision: number,
  accounts: readonly AccountMonth[],
): Promise<void> {
  await sql.run(
    `INSERT INTO close_balance (marketplace_id, scope, month, revision, ledger_account, currency, opening_minor, debit_minor,
       credit_minor, closing_minor)
     SELECT $1, $2, $3::date, $4, "ledgerAccount", currency, "openingMinor", "debitMinor", "creditMinor", "closingMinor"
     FROM jsonb_to_recordset($5::jsonb) AS a("ledgerAccount" text, currency text, "openingMinor" bigint, "debitMinor" bigint,
       "creditMinor" bigint, "closingMinor" bigint)`,
    [ctx.actor.marketplaceId, scope, firstDay(month), revision, canonicalJson(accounts)],
  )
}

/** The chain's head with this row is what the pack bears: it proves what came before it. */
async function auditClosing(
  sql: Sql,
  ctx: Ctx,
  { scope, month, askedBy, seenHash }: PeriodRow,
  { facts, digest, named }: LoadedPeriod,
  revision: number,
): Promise<string> {
  await recordAudit(sql, ctx, 'period.close', subjectOf({ scope, month }), {
    scope,
    month,
    revision,
    zone: facts.zone,
    basis: facts.basis,
    askedBy,
    seenHash,
    postings: digest.postings,
    postingsDigest: digest.digest,
    named: named.map(({ number }) => number),
  })
  const [head] = await sql.rows<{ hash: string }>(
    'SELECT hash FROM audit_entry WHERE marketplace_id = $1 ORDER BY seq DESC LIMIT 1',
    [ctx.actor.marketplaceId],
  )
  if (!head) throw new Error('The audit chain has no head')
  return head.hash
}
