import { type BankVerdict, decideBank } from '@/lib/domain/reconciliation/bank/decide-bank'
import { bankCalendar } from '@/lib/domain/reconciliation/bank/holidays'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import { wallClock } from '../../clock'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { inSql, type Sql } from '../../db/transaction'
import { foundRow } from '../found-rows'
import { noRun, type ReconcileRun, recordRun } from '../record-run'
import { lockRuns } from '../run-lock'
import { writeFound } from '../write-found'
import { type CheckedAccount, loadBank } from './load-bank'

/** The kinds that come from bank statements: neither a family nor a balance answers for them. */
export const isBankKind = `e.kind IN ('PAYOUT_NOT_IN_BANK', 'BANK_WITHOUT_PAYOUT', 'TOPUP_UNMATCHED', 'AMBIGUOUS')`

/** What a request began before this much of the machine's time may be stored by a transaction that ends after it. */
const overlapMs = 10 * 60_000

/**
 * Holds each bank account against what Stripe says crossed into it: where lines came, payouts or top-ups changed, or a
 * clock ran out. One transaction an account: pairs, exceptions and the note that it was looked at.
 */
export async function reconcileBank(ctx: Ctx): Promise<ReconcileRun[]> {
  const accounts = await inSql(ctx, (sql) => accountsToCheck(sql, ctx))
  const runs: ReconcileRun[] = []
  for (const account of accounts) runs.push(await commit(ctx, (sql) => checkAccount(sql, ctx, account)))
  return runs
}

function accountsToCheck(sql: Sql, ctx: Ctx): Promise<CheckedAccount[]> {
  return sql.rows<CheckedAccount>(
    `SELECT a.id AS "bankAccountId", a.payouts_of_account AS "stripeAccount", a.currency, c.livemode
     FROM bank_account a
     JOIN LATERAL (SELECT livemode FROM provider_connection c WHERE c.marketplace_id = $1 AND c.account_id = a.payouts_of_account
       ORDER BY livemode DESC LIMIT 1) c ON true
     LEFT JOIN bank_check k ON k.marketplace_id = $1 AND k.bank_account_id = a.id
     WHERE a.marketplace_id = $1 AND (k.checked_at IS NULL OR k.recheck_at <= $2
       OR EXISTS (SELECT FROM bank_touch t WHERE t.marketplace_id = $1 AND t.account_id = a.id)
       OR EXISTS (SELECT FROM provider_object o WHERE o.marketplace_id = $1 AND o.account_id = a.payouts_of_account
         AND o.object_type = 'payout' AND o.currency = a.currency AND o.observed_at > k.checked_at)
       OR EXISTS (SELECT FROM provider_object o WHERE o.marketplace_id = $1 AND o.account_id = a.payouts_of_account
         AND o.object_type = 'topup' AND o.currency = a.currency AND o.observed_at > k.checked_at))
     ORDER BY a.id`,
    [ctx.actor.marketplaceId, ctx.now],
  )
}

async function checkAccount(sql: Sql, ctx: Ctx, account: CheckedAccount): Promise<ReconcileRun> {
  const { marketplaceId } = ctx.actor
  const startedAt = wallClock()
  await lockRuns(sql, ctx)
  const taken = await sql.run('DELETE FROM bank_touch WHERE marketplace_id = $1 AND account_id = $2', [
    marketplaceId,
    account.bankAccountId,
  ])
  const facts = await loadBank(sql, marketplaceId, account)
  const verdict = decideBank(facts, bankCalendar(account.currency), reconPolicy, ctx.now)
  await storePairs(sql, marketplaceId, account.bankAccountId, verdict)
  const rows = verdict.findings.map((finding) => foundRow(marketplaceId, finding, ctx.now))
  const mine = `(${isBankKind} AND e.account_id = ${literal(account.stripeAccount)} AND e.currency = ${literal(account.currency)})`
  const changes = await writeFound(sql, ctx, rows, mine)
  await sql.run(
    `INSERT INTO bank_check (marketplace_id, bank_account_id, checked_at, recheck_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (marketplace_id, bank_account_id) DO UPDATE SET checked_at = EXCLUDED.checked_at, recheck_at = EXCLUDED.recheck_at`,
    [marketplaceId, account.bankAccountId, new Date(startedAt.getTime() - overlapMs), verdict.recheckAt],
  )
  const decided = facts.movements.length + facts.lines.length
  return taken + changes.opened + changes.changed + changes.closed === 0
    ? noRun
    : recordRun(sql, ctx, 'bank', rows, { ...changes, keys: decided, decided, escalated: 0 }, startedAt)
}

/** Pairs that stand as they are stay; a line or a movement that is somebody else's now is given up before it is taken. */
async function storePairs(
  sql: Sql,
  marketplaceId: string,
  bankAccountId: string,
  { pairs }: BankVerdict,
): Promise<void> {
  const wire = pairs.map(({ movement: { kind, objectId }, line }) => ({ kind, object: objectId, line: line.id }))
  const params = [marketplaceId, bankAccountId, JSON.stringify(wire)]
  const given = `jsonb_to_recordset($3::jsonb) AS g(kind text, object text, line text)`
  await sql.run(
    `DELETE FROM bank_match m WHERE m.marketplace_id = $1 AND m.bank_account_id = $2 AND NOT EXISTS (
       SELECT FROM ${given} WHERE g.kind = m.kind AND g.object = m.object_id AND g.line = m.line_id)`,
    params,
  )
  await sql.run(
    `INSERT INTO bank_match (marketplace_id, bank_account_id, kind, object_id, line_id)
     SELECT $1, $2, g.kind, g.object, g.line FROM ${given} ORDER BY g.object, g.kind
     ON CONFLICT (marketplace_id, object_id, kind) DO NOTHING`,
    params,
  )
}

/** Ids of Stripe and codes of currencies, checked before they stand in a text. */
function literal(word: string): string {
  if (!/^\w{1,255}$/.test(word)) throw new Error(`not an id: ${JSON.stringify(word)}`)
  return `'${word}'`
}
