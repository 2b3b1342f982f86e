import { type BankVerdict, decideBank } from '@/lib/domain/reconciliation/bank/decide-bank'
import { bankCalendar } from '@/lib/domain/reconciliation/bank/holidays'
import { reconPolicy } from '@/lib/domain/reconciliation/policy'
import { calendarIn } from '../../calendar/queries'
import { wallClock } from '../../clock'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { inSql, type Sql } from '../../db/transaction'
import { foundRow } from '../found-rows'
import { noRun, type ReconcileRun, recordRun } from '../record-run'
import { lockRuns } from '../run-lock'
import { writeFound } from '../write-found'
import { isBankKind } from './bank-kinds'
import { type CheckedAccounts, loadBank } from './load-bank'

/** What a request began before this much of the machine's time may be stored by a transaction that ends after it. */
const overlapMs = 10 * 60_000

/**
 * Holds bank accounts against what Stripe says crossed into them: where statements came, payouts or top-ups changed, or a
 * clock ran out. One transaction for all accounts of one Stripe account and currency: pairs, exceptions and the note that it was looked at.
 */
export async function reconcileBank(ctx: Ctx): Promise<ReconcileRun[]> {
  const groups = await inSql(ctx, (sql) => accountsToCheck(sql, ctx))
  const runs: ReconcileRun[] = []
  for (const group of groups) runs.push(await commit(ctx, (sql) => checkAccounts(sql, ctx, group)))
  return runs
}

function accountsToCheck(sql: Sql, ctx: Ctx): Promise<CheckedAccounts[]> {
  const changed = (type: 'payout' | 'topup') => `EXISTS (SELECT FROM provider_object o WHERE o.marketplace_id = $1
      AND o.account_id = a.payouts_of_account AND o.object_type = '${type}' AND o.currency = a.currency AND o.observed_at > k.checked_at)`
  return sql.rows<CheckedAccounts>(
    `SELECT array_agg(a.id ORDER BY a.id) AS "bankAccountIds", a.payouts_of_account AS "stripeAccount", a.currency, c.livemode
     FROM bank_account a
     JOIN LATERAL (SELECT livemode FROM provider_connection c WHERE c.marketplace_id = $1 AND c.account_id = a.payouts_of_account
       ORDER BY livemode DESC LIMIT 1) c ON true
     LEFT JOIN bank_check k ON k.marketplace_id = $1 AND k.bank_account_id = a.id
     WHERE a.marketplace_id = $1 GROUP BY a.payouts_of_account, a.currency, c.livemode
     HAVING bool_or(k.checked_at IS NULL OR k.recheck_at <= $2 OR ${changed('payout')} OR ${changed('topup')}
       OR EXISTS (SELECT FROM bank_touch t WHERE t.marketplace_id = $1 AND t.account_id = a.id))
     ORDER BY a.payouts_of_account, a.currency`,
    [ctx.actor.marketplaceId, ctx.now],
  )
}

async function checkAccounts(sql: Sql, ctx: Ctx, checked: CheckedAccounts): Promise<ReconcileRun> {
  const { marketplaceId } = ctx.actor
  const { bankAccountIds, stripeAccount, currency } = checked
  const startedAt = wallClock()
  await lockRuns(sql, ctx)
  const taken = await sql.run('DELETE FROM bank_touch WHERE marketplace_id = $1 AND account_id = ANY($2::text[])', [
    marketplaceId,
    bankAccountIds,
  ])
  const facts = await loadBank(sql, marketplaceId, checked)
  const verdict = decideBank(facts, bankCalendar(currency), reconPolicy, ctx.now)
  await storePairs(sql, marketplaceId, bankAccountIds, verdict)
  const calendar = await calendarIn(sql, marketplaceId)
  const rows = verdict.findings.map((finding) => foundRow(marketplaceId, finding, ctx.now, calendar))
  const mine = `(${isBankKind} AND e.account_id = ${literal(stripeAccount)} AND e.currency = ${literal(currency)})`
  const changes = await writeFound(sql, ctx, rows, mine)
  await sql.run(
    `INSERT INTO bank_check (marketplace_id, bank_account_id, checked_at, recheck_at)
     SELECT $1, id, $3, $4 FROM unnest($2::text[]) AS id ORDER BY id
     ON CONFLICT (marketplace_id, bank_account_id) DO UPDATE SET checked_at = EXCLUDED.checked_at, recheck_at = EXCLUDED.recheck_at`,
    [marketplaceId, bankAccountIds, new Date(startedAt.getTime() - overlapMs), verdict.recheckAt],
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
  bankAccountIds: readonly string[],
  { pairs }: BankVerdict,
): Promise<void> {
  const wire = pairs.map(({ movement: { kind, objectId }, line }) => ({
    kind,
    object: objectId,
    line: line.id,
    account: line.bankAccountId,
  }))
  const params = [marketplaceId, bankAccountIds, JSON.stringify(wire)]
  const given = `jsonb_to_recordset($3::jsonb) AS g(kind text, object text, line text, account text)`
  await sql.run(
    `DELETE FROM bank_match m WHERE m.marketplace_id = $1 AND m.bank_account_id = ANY($2::text[]) AND NOT EXISTS (
       SELECT FROM ${given} WHERE g.kind = m.kind AND g.object = m.object_id AND g.line = m.line_id)`,
    params,
  )
  await sql.run(
    `INSERT INTO bank_match (marketplace_id, bank_account_id, kind, object_id, line_id)
     SELECT $1, g.account, g.kind, g.object, g.line FROM ${given} WHERE g.account = ANY($2::text[]) ORDER BY g.object, g.kind
     ON CONFLICT (marketplace_id, object_id, kind) DO NOTHING`,
    params,
  )
}

/** Ids of Stripe and codes of currencies, checked before they stand in a text. */
function literal(word: string): string {
  if (!/^\w{1,255}$/.test(word)) throw new Error(`not an id: ${JSON.stringify(word)}`)
  return `'${word}'`
}
