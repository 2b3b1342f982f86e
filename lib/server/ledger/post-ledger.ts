import { createHash, type Hash } from 'node:crypto'
import { isPartlyUndone } from '@/lib/domain/ledger/conversion'
import type { Movement } from '@/lib/domain/ledger/movement'
import { ownAmount } from '@/lib/domain/ledger/own-amount'
import { type PostingPlan, postingsFromBalanceTransaction } from '@/lib/domain/ledger/post-balance-transaction'
import { accountDeltas } from '@/lib/domain/ledger/posting'
import { sumCells } from '@/lib/domain/metrics/measures'
import { metricDelta } from '@/lib/domain/metrics/metric-deltas'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { manyRows, refreshStatistics } from '../db/refresh-statistics'
import { inSql, type Sql } from '../db/transaction'
import { closeConversions } from './close-conversions'
import { type Books, loadBooks, sourceJoin, tieToFamilies, transactionColumns } from './load-movements'
import type { TransactionRow } from './rows'
import {
  addToBalances,
  addToCosts,
  addToMetrics,
  dequeue,
  insertPostings,
  type PostingRow,
  type QueueKey,
} from './store-postings'

export type PostOptions = { batchSize?: number; closedAccounts?: ReadonlySet<string> }

/** `waiting` rows stay queued until the object they name is stored: what a targeted refetch should ask for. */
export type PostRun = {
  transactions: number
  postings: number
  suspense: number
  waiting: number
  awaited: { accountId: string; objectId: string }[]
  digest: string
}

/**
 * Drains posting_queue in sets, one transaction each: postings, balances, metrics and the rows' leaving the queue
 * stand or fall together, so a run that is killed anywhere is simply continued by the next one. Two runs at once
 * share the queue. A row whose family is not complete is passed over: arrival order never changes a figure.
 */
export async function postLedger(ctx: Ctx, options: PostOptions = {}): Promise<PostRun> {
  const { marketplaceId } = ctx.actor
  const batchSize = options.batchSize ?? 5_000
  if ((await waitingRows(ctx)) >= manyRows) await refreshStatistics(ctx.db, read)
  const books = await inSql(ctx, (sql) => loadBooks(sql, marketplaceId, options.closedAccounts))
  const run: PostRun = { transactions: 0, postings: 0, suspense: 0, waiting: 0, awaited: [], digest: '' }
  const hash = createHash('sha256')
  for (let progress = true; progress; ) {
    progress = await sweep(ctx, books, batchSize, run, hash)
  }
  run.digest = hash.digest('hex')
  if (run.transactions > 0) {
    const { awaited, ...counts } = run
    await inSql(ctx, (sql) => recordAudit(sql, ctx, 'ledger.post', marketplaceId, counts))
  }
  return run
}

const read = ['posting_queue', 'balance_transaction', 'provider_object', 'provider_leg']

async function waitingRows(ctx: Ctx): Promise<number> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT 1 FROM posting_queue WHERE marketplace_id = $1 LIMIT ${manyRows}) few`,
      [ctx.actor.marketplaceId],
    ),
  )
  return row?.n ?? 0
}

/** Once through the queue. True if something was posted: a parent may then have arrived behind the sweep. */
async function sweep(ctx: Ctx, books: Books, batchSize: number, run: PostRun, hash: Hash): Promise<boolean> {
  const before = run.transactions
  Object.assign(run, { waiting: 0, awaited: [] })
  for (let after: QueueKey | null = firstKey; after !== null; ) {
    const from: QueueKey = after
    const batch = await inSql(ctx, (sql) => postBatch(sql, books, batchSize, from))
    for (const { id, debit, credit, amountMinor, currency } of batch.postings) {
      hash.update(`${id} ${debit} ${credit} ${amountMinor} ${currency}\n`)
    }
    run.transactions += batch.done
    run.postings += batch.postings.length
    run.suspense += batch.suspense
    run.waiting += batch.awaited.length
    run.awaited.push(...batch.awaited.slice(0, awaitedLimit - run.awaited.length))
    after = batch.last
  }
  return run.transactions > before
}

const firstKey: QueueKey = { moneyKey: '', accountId: '', id: '' }
const awaitedLimit = 1_000

type Batch = {
  done: number
  postings: PostingRow[]
  suspense: number
  awaited: PostRun['awaited']
  /** Where the next batch begins; null at the end of the queue. */
  last: QueueKey | null
}

async function postBatch(sql: Sql, books: Books, batchSize: number, after: QueueKey): Promise<Batch> {
  const rows = await takeFromQueue(sql, books.marketplaceId, batchSize, after)
  const loaded = await tieToFamilies(sql, books, rows)
  const awaited: PostRun['awaited'] = []
  const done: TransactionRow[] = []
  const fresh: { row: TransactionRow; plan: PostingPlan }[] = []
  const undone: Movement[] = []
  const cells = []
  for (const { row, movement } of loaded) {
    if (!movement.ok) {
      awaited.push({ accountId: row.accountId, objectId: movement.parentId })
      continue
    }
    done.push(row)
    if (row.posted) continue
    fresh.push({ row, plan: postingsFromBalanceTransaction(movement.value) })
    if (isPartlyUndone(movement.value, ownAmount(movement.value))) undone.push(movement.value)
    const cell = metricDelta(movement.value, books.reportingZone)
    if (cell) cells.push(cell)
  }
  const postings = fresh.flatMap(({ row, plan }) => postingRows(row, plan))
  await insertPostings(sql, books, postings)
  postings.push(...(await closeConversions(sql, books, undone)))
  if (done.length > 0) await dequeue(sql, books.marketplaceId, done)
  await addToBalances(sql, books.marketplaceId, accountDeltas(postings))
  await addToMetrics(sql, books.marketplaceId, sumCells(cells))
  await addToCosts(sql, books, postings)
  const suspense = fresh.filter(({ plan }) => plan.suspense.length > 0).length
  const last = rows.length < batchSize ? null : (rows.at(-1) ?? null)
  return { done: done.length, postings, suspense, awaited, last }
}

/** Locked rows belong to another run; without SKIP LOCKED two runs would wait for each other instead of sharing. */
async function takeFromQueue(
  sql: Sql,
  marketplaceId: string,
  batchSize: number,
  after: QueueKey,
): Promise<TransactionRow[]> {
  return sql.rows<TransactionRow>(
    `WITH taken AS MATERIALIZED (
       SELECT money_key, account_id, balance_transaction_id FROM posting_queue
       WHERE marketplace_id = $1
         AND (money_key, marketplace_id, account_id, balance_transaction_id) > ($3, $1, $4, $5)
       ORDER BY money_key, marketplace_id, account_id, balance_transaction_id
       LIMIT $2 FOR UPDATE SKIP LOCKED)
     SELECT ${transactionColumns}, EXISTS (
       SELECT FROM ledger_posting p WHERE p.money_key = b.money_key AND p.marketplace_id = b.marketplace_id
         AND p.account_id = b.account_id AND p.transaction_id = b.id) AS posted
     FROM taken t
     JOIN balance_transaction b ON b.money_key = t.money_key AND b.marketplace_id = $1
       AND b.account_id = t.account_id AND b.id = t.balance_transaction_id
     ${sourceJoin}
     ORDER BY t.money_key, t.account_id, t.balance_transaction_id`,
    [marketplaceId, batchSize, after.moneyKey, after.accountId, after.id],
  )
}

/** The id is the transaction's own and a place: the same row always makes the same postings. */
function postingRows(row: TransactionRow, plan: PostingPlan): PostingRow[] {
  const { moneyKey, accountId, id, created, category, availableOn } = row
  return plan.postings.map((posting, place) => ({
    ...posting,
    moneyKey,
    accountId,
    id: `${id}.${place + 1}`,
    transactionId: id,
    occurredAt: created,
    category,
    availableOn,
  }))
}
