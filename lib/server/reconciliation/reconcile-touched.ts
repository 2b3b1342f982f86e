import { calendarIn } from '../calendar/queries'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { manyRows, refreshStatistics } from '../db/refresh-statistics'
import { inSql, type Sql } from '../db/transaction'
import { accountFindings, accountsThatSpoke, isAccountKind, platformAccountOf } from './account-findings'
import { isBankKind } from './bank/bank-kinds'
import { decideKeys } from './decide-scope'
import { escalate } from './escalate'
import { foundRow } from './found-rows'
import { replaceRechecks } from './rechecks'
import { reconcileAll } from './reconcile-all'
import { noRun, type ReconcileRun, recordRun } from './record-run'
import { lockRuns } from './run-lock'
import { touchedSuspects } from './touched-suspects'
import { wakeWaiting } from './waiting'
import { writeFound } from './write-found'

/** When more than one in this many keys waits, looking at everything is cheaper than looking at each. */
const manyOf = 20
const mostCounted = 1_000_000
const batchKeys = 20_000
const read = ['provider_leg', 'book_entry', 'book_link', 'payout_item', 'balance_transaction', 'provider_object']

/**
 * Looks again at what changed since the last run, and at what a clock has run out for. Bounded batches, each in one
 * transaction with its verdicts: a crash loses nothing and repeats nothing.
 */
export async function reconcileTouched(ctx: Ctx): Promise<ReconcileRun> {
  const waiting = await waitingKeys(ctx)
  if (waiting >= manyRows) {
    await refreshStatistics(ctx.db, read)
    if (waiting * manyOf > (await knownLegs(ctx))) return reconcileAll(ctx)
  }
  let total = noRun
  for (;;) {
    const { run, taken } = await commit(ctx, (sql) => reconcileBatch(sql, ctx))
    total = added(total, run)
    if (taken < batchKeys) return total
  }
}

async function waitingKeys(ctx: Ctx): Promise<number> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT 1 FROM recon_touch WHERE marketplace_id = $1 LIMIT ${mostCounted}) few`,
      [ctx.actor.marketplaceId],
    ),
  )
  return row?.n ?? 0
}

/** The planner's own estimate: exact enough for a choice, and it reads nothing. */
async function knownLegs(ctx: Ctx): Promise<number> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ n: number }>(
      `SELECT coalesce(sum(greatest(reltuples, 0)), 0)::float8 AS n FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
       WHERE i.inhparent = 'provider_leg'::regclass`,
    ),
  )
  return row?.n ?? 0
}

async function reconcileBatch(sql: Sql, ctx: Ctx): Promise<{ run: ReconcileRun; taken: number }> {
  const startedAt = wallClock()
  const { marketplaceId } = ctx.actor
  await lockRuns(sql, ctx)
  const taken = await takeKeys(sql, ctx)
  const platformAccount = await platformAccountOf(sql, marketplaceId)
  const suspects = await touchedSuspects(sql, marketplaceId)
  const decided = await decideKeys(sql, ctx, platformAccount, suspects)
  const accounts = await accountFindings(sql, marketplaceId, platformAccount)
  const calendar = await calendarIn(sql, marketplaceId)
  const rows = [...decided.findings, ...accounts].map((finding) => foundRow(marketplaceId, finding, ctx.now, calendar))
  const ofFamilies = `NOT ${isAccountKind} AND NOT ${isBankKind} AND e.family_id IN (SELECT id FROM decided_id)`
  await wakeWaiting(sql, ctx)
  const changes = await writeFound(sql, ctx, rows, `((${ofFamilies}) OR (${accountsThatSpoke}))`)
  await replaceRechecks(sql, ctx, decided.rechecks, 'r.money_key IN (SELECT money_key FROM decided_id)')
  const escalated = await escalate(sql, ctx)
  const [size] = await sql.rows<{ keys: number; decided: number }>(countTaken)
  const counted = { ...changes, keys: size?.keys ?? 0, decided: size?.decided ?? 0, escalated }
  return { run: await recordRun(sql, ctx, 'touched', rows, counted, startedAt), taken }
}

const countTaken = `SELECT count(*)::int AS keys, (count(*) FILTER (
    WHERE money_key IN (SELECT money_key FROM decided_id)))::int AS decided
  FROM (SELECT DISTINCT money_key FROM taken_key) t`

/**
 * Takes waiting keys; what another transaction is touching right now is left for the next run, which will see what that
 * transaction wrote.
 */
async function takeKeys(sql: Sql, ctx: Ctx): Promise<number> {
  const params = [ctx.actor.marketplaceId]
  await sql.run('CREATE TEMP TABLE taken_key (money_key text, is_due boolean) ON COMMIT DROP')
  const touched = await sql.run(
    `WITH waiting AS (
       SELECT money_key, account_id FROM recon_touch WHERE marketplace_id = $1 LIMIT ${batchKeys} FOR UPDATE SKIP LOCKED),
     gone AS (
       DELETE FROM recon_touch t USING waiting WHERE t.marketplace_id = $1 AND t.money_key = waiting.money_key
         AND t.account_id = waiting.account_id RETURNING t.money_key)
     INSERT INTO taken_key SELECT money_key, false FROM gone`,
    params,
  )
  await sql.run(
    'INSERT INTO taken_key SELECT money_key, true FROM recon_recheck WHERE marketplace_id = $1 AND due_at <= $2',
    [...params, ctx.now],
  )
  await sql.run('ANALYZE taken_key')
  return touched
}

function added(a: ReconcileRun, b: ReconcileRun): ReconcileRun {
  const names = Object.keys(a) as (keyof ReconcileRun)[]
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as ReconcileRun
}
