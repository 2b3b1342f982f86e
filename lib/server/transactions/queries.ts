import type { RawObject } from '@/lib/domain/provider/facts'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import type { PostingView } from '../ledger/queries'

export type TransactionRow = {
  id: string
  accountId: string
  type: string
  category: string
  balanceType: string
  sourceId: string | null
  amountMinor: bigint
  feeMinor: bigint
  netMinor: bigint
  currency: string
  created: Date
  availableOn: Date
}

export type TransactionFilter = {
  accountId?: string
  currency?: string
  category?: string
  before?: { created: Date; id: string }
  limit?: number
}

export const transactionColumns = `b.id, b.account_id AS "accountId", b.type, b.reporting_category AS category,
  b.balance_type AS "balanceType", b.source_id AS "sourceId", b.amount_minor AS "amountMinor", b.fee_minor AS "feeMinor",
  b.net_minor AS "netMinor", b.currency, b.created, b.available_on AS "availableOn"`

/** Balance transactions, newest first; keyset by (created, id). */
export function listTransactions(ctx: Ctx, filter: TransactionFilter = {}): Promise<TransactionRow[]> {
  return inSql(ctx, (sql) => transactionsIn(sql, ctx, filter))
}

/** The same within a transaction. */
export function transactionsIn(sql: Sql, ctx: Ctx, filter: TransactionFilter): Promise<TransactionRow[]> {
  const { accountId = null, currency = null, category = null, before, limit = 50 } = filter
  return sql.rows<TransactionRow>(
    `SELECT ${transactionColumns} FROM balance_transaction b WHERE b.marketplace_id = $1
         AND ($2::text IS NULL OR b.account_id = $2) AND ($3::text IS NULL OR b.currency = $3)
         AND ($4::text IS NULL OR b.reporting_category = $4) AND (b.created, b.id) < ($5::timestamptz, $6)
       ORDER BY b.created DESC, b.id DESC LIMIT $7`,
    [
      ctx.actor.marketplaceId,
      accountId,
      currency,
      category,
      before?.created ?? 'infinity',
      before?.id ?? '',
      Math.min(Math.max(limit, 1), 200),
    ],
  )
}

export type SourceObject = {
  id: string
  objectType: string
  status: string | null
  parentId: string | null
  created: Date
}
export type TransactionDetail = TransactionRow & {
  exchangeRate: string | null
  /** As Stripe sent it; personal values in it stay sealed. */
  raw: RawObject
  source: SourceObject | null
  postings: PostingView[]
  /** The payouts that consumed it, in whole or in part, as Stripe lists it or as a payout made by hand took of it. */
  paidOutIn: { payoutId: string; partMinor: bigint }[]
}

/** One balance transaction with its postings and the object that moved the money; null where there is none. */
export async function getTransaction(ctx: Ctx, id: string): Promise<TransactionDetail | null> {
  const { marketplaceId } = ctx.actor
  return inSql(ctx, async (sql) => {
    type Row = TransactionRow & { exchangeRate: string | null; raw: RawObject; moneyKey: string }
    const [row] = await sql.rows<Row>(
      `SELECT ${transactionColumns}, b.exchange_rate AS "exchangeRate", b.raw, b.money_key AS "moneyKey" FROM balance_transaction b
       WHERE b.marketplace_id = $1 AND b.id = $2 ORDER BY b.account_id LIMIT 1`,
      [marketplaceId, id],
    )
    if (!row) return null
    const key = [row.moneyKey, marketplaceId, row.accountId]
    const postings = await sql.rows<PostingView>(
      `SELECT id, transaction_id AS "transactionId", account_id AS "accountId", money_key AS "moneyKey", debit, credit,
         amount_minor AS "amountMinor", currency, occurred_at AS "occurredAt" FROM ledger_posting
       WHERE money_key = $1 AND marketplace_id = $2 AND account_id = $3 AND transaction_id = $4 ORDER BY id`,
      [...key, id],
    )
    const [source] = await sql.rows<SourceObject>(
      `SELECT id, object_type AS "objectType", status, parent_id AS "parentId", created FROM provider_object
       WHERE money_key = $1 AND marketplace_id = $2 AND account_id = $3 AND id = $4`,
      [...key, row.sourceId],
    )
    const paidOutIn = await sql.rows<TransactionDetail['paidOutIn'][number]>(
      `SELECT payout_id AS "payoutId", net_minor AS "partMinor" FROM payout_item
       WHERE money_key = $1 AND marketplace_id = $2 AND account_id = $3 AND balance_transaction_id = $4
       UNION ALL
       SELECT p.payout_id, sum(p.part_minor)::bigint FROM payout_part p
       WHERE p.row_key = $1 AND p.marketplace_id = $2 AND p.account_id = $3 AND p.balance_transaction_id = $4
         AND NOT EXISTS (SELECT FROM payout_item i WHERE i.money_key = $1 AND i.marketplace_id = $2
           AND i.account_id = $3 AND i.payout_id = p.payout_id AND i.balance_transaction_id = $4)
       GROUP BY p.payout_id ORDER BY 1 LIMIT 200`,
      [...key, id],
    )
    const { moneyKey: _key, ...shown } = row
    return { ...shown, source: source ?? null, postings, paidOutIn }
  })
}
