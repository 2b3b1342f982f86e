import type { AccountDelta } from '@/lib/domain/ledger/posting'
import { costCells } from '@/lib/domain/metrics/costs'
import type { DailyMetric } from '@/lib/domain/metrics/measures'
import { bookingOf, lockCalendar } from '../close/posting-calendar'
import type { Sql } from '../db/transaction'
import type { Books } from './load-movements'

export type PostingRow = {
  moneyKey: string
  accountId: string
  id: string
  transactionId: string
  debit: string
  credit: string
  amountMinor: bigint
  currency: string
  occurredAt: Date
  /** Its movement's own, where the date basis asks for them. */
  category?: string
  availableOn?: Date
}

export type QueueKey = { moneyKey: string; accountId: string; id: string }

/** One JSON parameter, one statement: the fastest way into the table that was measured. */
export async function insertPostings(
  sql: Sql,
  books: Pick<Books, 'marketplaceId' | 'reportingZone'>,
  rows: readonly PostingRow[],
): Promise<number> {
  if (rows.length === 0) return 0
  const calendar = await lockCalendar(sql, books.marketplaceId, books.reportingZone)
  const booked = rows.map(({ category, availableOn, ...row }) => {
    const { postedOn, late } = bookingOf(calendar, { ...row, category, availableOn })
    return postedOn === null ? row : { ...row, postedOn, late }
  })
  return sql.run(
    `INSERT INTO ledger_posting (money_key, marketplace_id, account_id, id, transaction_id, debit, credit,
       amount_minor, currency, occurred_at, posted_on, late)
     SELECT "moneyKey", $1, "accountId", id, "transactionId", debit, credit, "amountMinor", currency, "occurredAt",
       "postedOn", coalesce(late, false)
     FROM jsonb_to_recordset($2::jsonb) AS p("moneyKey" text, "accountId" text, id text, "transactionId" text,
       debit text, credit text, "amountMinor" bigint, currency text, "occurredAt" timestamptz, "postedOn" date, late boolean)`,
    [books.marketplaceId, toJson(booked)],
  )
}

export async function dequeue(sql: Sql, marketplaceId: string, keys: readonly QueueKey[]): Promise<number> {
  return sql.run(
    `DELETE FROM posting_queue q
     USING jsonb_to_recordset($2::jsonb) AS k("moneyKey" text, "accountId" text, id text)
     WHERE q.money_key = k."moneyKey" AND q.marketplace_id = $1 AND q.account_id = k."accountId"
       AND q.balance_transaction_id = k.id`,
    [marketplaceId, toJson(keys.map(({ moneyKey, accountId, id }) => ({ moneyKey, accountId, id })))],
  )
}

/** The deltas come sorted, and rows are taken in that order by every writer: two writers cannot lock each other out. */
export async function addToBalances(sql: Sql, marketplaceId: string, deltas: readonly AccountDelta[]): Promise<void> {
  if (deltas.length === 0) return
  await sql.run(
    `INSERT INTO ledger_balance AS b (marketplace_id, ledger_account, currency, debit_minor, credit_minor, postings)
     SELECT $1, "ledgerAccount", currency, "debitMinor", "creditMinor", postings
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS ("ledgerAccount" text, currency text, "debitMinor" bigint,
       "creditMinor" bigint, postings bigint)) WITH ORDINALITY AS d("ledgerAccount", currency, "debitMinor",
       "creditMinor", postings, place)
     ORDER BY place
     ON CONFLICT (marketplace_id, ledger_account, currency) DO UPDATE SET
       debit_minor = b.debit_minor + excluded.debit_minor, credit_minor = b.credit_minor + excluded.credit_minor,
       postings = b.postings + excluded.postings`,
    [marketplaceId, toJson(deltas)],
  )
}

export async function addToMetrics(sql: Sql, marketplaceId: string, cells: readonly DailyMetric[]): Promise<void> {
  if (cells.length === 0) return
  await sql.run(
    `INSERT INTO daily_metric AS m (marketplace_id, day, currency, charge_type, captured_minor, refunded_minor,
       fees_minor, fees_returned_minor, transferred_minor, reversed_minor, payments)
     SELECT $1, day, currency, "chargeType", "capturedMinor", "refundedMinor", "feesMinor", "feesReturnedMinor",
       "transferredMinor", "reversedMinor", payments
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (day date, currency text, "chargeType" text,
       "capturedMinor" bigint, "refundedMinor" bigint, "feesMinor" bigint, "feesReturnedMinor" bigint,
       "transferredMinor" bigint, "reversedMinor" bigint, payments bigint)) WITH ORDINALITY AS d(day, currency,
       "chargeType", "capturedMinor", "refundedMinor", "feesMinor", "feesReturnedMinor", "transferredMinor",
       "reversedMinor", payments, place)
     ORDER BY place
     ON CONFLICT (marketplace_id, day, currency, charge_type) DO UPDATE SET
       captured_minor = m.captured_minor + excluded.captured_minor,
       refunded_minor = m.refunded_minor + excluded.refunded_minor,
       fees_minor = m.fees_minor + excluded.fees_minor,
       fees_returned_minor = m.fees_returned_minor + excluded.fees_returned_minor,
       transferred_minor = m.transferred_minor + excluded.transferred_minor,
       reversed_minor = m.reversed_minor + excluded.reversed_minor,
       payments = m.payments + excluded.payments`,
    [marketplaceId, toJson(cells)],
  )
}

/** Of what the platform spends, its days are kept as well: in the order in which the cells come sorted. */
export async function addToCosts(
  sql: Sql,
  { marketplaceId, reportingZone }: Pick<Books, 'marketplaceId' | 'reportingZone'>,
  postings: readonly PostingRow[],
): Promise<void> {
  const cells = costCells(postings, reportingZone)
  if (cells.length === 0) return
  await sql.run(
    `INSERT INTO daily_cost AS c (marketplace_id, day, ledger_account, currency, minor)
     SELECT $1, day, "ledgerAccount", currency, minor FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (day date,
       "ledgerAccount" text, currency text, minor bigint)) WITH ORDINALITY AS d(day, "ledgerAccount", currency, minor, place)
     ORDER BY place
     ON CONFLICT (marketplace_id, day, ledger_account, currency) DO UPDATE SET minor = c.minor + excluded.minor`,
    [marketplaceId, toJson(cells)],
  )
}

function toJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}
