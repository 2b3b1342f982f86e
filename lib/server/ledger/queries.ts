import { type AccountDescription, describeAccount } from '@/lib/domain/ledger/chart'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'

export type LedgerAccountRow = {
  ledgerAccount: string
  currency: string
  debitMinor: bigint
  creditMinor: bigint
  /** Debits less credits. */
  balanceMinor: bigint
  postings: bigint
  description: AccountDescription
}

export type AccountFilter = {
  /** First word of the code: `stripe`, `seller_payable` … */
  root?: string
  currency?: string
  after?: { ledgerAccount: string; currency: string }
  limit?: number
}

const balanceColumns = `ledger_account AS "ledgerAccount", currency, debit_minor AS "debitMinor",
  credit_minor AS "creditMinor", debit_minor - credit_minor AS "balanceMinor", postings`

/** Balances per ledger account and currency, by code; keyset by (account, currency). */
export async function listLedgerAccounts(ctx: Ctx, filter: AccountFilter = {}): Promise<LedgerAccountRow[]> {
  const { root = null, currency = null, after } = filter
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Omit<LedgerAccountRow, 'description'>>(
      `SELECT ${balanceColumns} FROM ledger_balance WHERE marketplace_id = $1
         AND ($2::text IS NULL OR split_part(ledger_account, ':', 1) = $2)
         AND ($3::text IS NULL OR currency = $3) AND (ledger_account, currency) > ($4, $5)
       ORDER BY ledger_account, currency LIMIT $6`,
      [ctx.actor.marketplaceId, root, currency, after?.ledgerAccount ?? '', after?.currency ?? '', pageSize(filter)],
    ),
  )
  return rows.map((row) => ({ ...row, description: describeAccount(row.ledgerAccount) }))
}

export type LedgerGroupRow = LedgerAccountRow & { accounts: bigint }

/** One line per first word of the chart and currency: the ledger at a glance, however many sellers there are. */
export async function listLedgerGroups(ctx: Ctx): Promise<LedgerGroupRow[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Omit<LedgerGroupRow, 'description'>>(
      `SELECT split_part(ledger_account, ':', 1) AS "ledgerAccount", currency, count(*) AS accounts,
         sum(debit_minor)::bigint AS "debitMinor", sum(credit_minor)::bigint AS "creditMinor",
         sum(debit_minor - credit_minor)::bigint AS "balanceMinor", sum(postings)::bigint AS postings
       FROM ledger_balance WHERE marketplace_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
      [ctx.actor.marketplaceId],
    ),
  )
  return rows.map((row) => ({ ...row, description: describeAccount(row.ledgerAccount) }))
}

export type PostingView = {
  id: string
  transactionId: string
  accountId: string
  moneyKey: string
  debit: string
  credit: string
  amountMinor: bigint
  currency: string
  occurredAt: Date
}

export type PostingFilter = {
  ledgerAccount: string
  currency: string
  before?: { occurredAt: Date; id: string }
  limit?: number
}

/** One account's postings, newest first; keyset by (occurredAt, id), one index for each side. */
export async function listPostings(ctx: Ctx, filter: PostingFilter): Promise<PostingView[]> {
  const { ledgerAccount, currency, before } = filter
  const side = (name: 'debit' | 'credit') => `(SELECT id, transaction_id AS "transactionId", account_id AS "accountId",
      money_key AS "moneyKey", debit, credit, amount_minor AS "amountMinor", currency, occurred_at AS "occurredAt"
    FROM ledger_posting WHERE marketplace_id = $1 AND ${name} = $2 AND currency = $3
      AND (occurred_at, id) < ($4::timestamptz, $5)
    ORDER BY occurred_at DESC, id DESC LIMIT $6)`
  return inSql(ctx, (sql) =>
    sql.rows<PostingView>(`${side('debit')} UNION ALL ${side('credit')} ORDER BY "occurredAt" DESC, id DESC LIMIT $6`, [
      ctx.actor.marketplaceId,
      ledgerAccount,
      currency,
      before?.occurredAt ?? 'infinity',
      before?.id ?? '',
      pageSize(filter),
    ]),
  )
}

export type TrialBalanceRow = { currency: string; debitMinor: bigint; creditMinor: bigint; differenceMinor: bigint }

/** Debits and credits per currency: the difference is zero, or the ledger is broken. */
export async function trialBalance(ctx: Ctx): Promise<TrialBalanceRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<TrialBalanceRow>(
      `SELECT currency, sum(debit_minor)::bigint AS "debitMinor", sum(credit_minor)::bigint AS "creditMinor",
         sum(debit_minor - credit_minor)::bigint AS "differenceMinor"
       FROM ledger_balance WHERE marketplace_id = $1 GROUP BY currency ORDER BY currency`,
      [ctx.actor.marketplaceId],
    ),
  )
}

/** Accounts whose kept balance is not the sum of their postings. Reads the whole ledger: for checks, not for pages. */
export async function listDriftedAccounts(ctx: Ctx): Promise<{ ledgerAccount: string; currency: string }[]> {
  return inSql(ctx, (sql) =>
    sql.rows(
      `SELECT ledger_account AS "ledgerAccount", currency FROM (
         SELECT ledger_account, currency, debit_minor AS d, credit_minor AS c, postings AS n
         FROM ledger_balance WHERE marketplace_id = $1
         UNION ALL SELECT debit, currency, -amount_minor, 0, -1 FROM ledger_posting WHERE marketplace_id = $1
         UNION ALL SELECT credit, currency, 0, -amount_minor, -1 FROM ledger_posting WHERE marketplace_id = $1) all_sides
       GROUP BY 1, 2 HAVING sum(d) <> 0 OR sum(c) <> 0 OR sum(n) <> 0 ORDER BY 1, 2`,
      [ctx.actor.marketplaceId],
    ),
  )
}

/** How many stored balance transactions are not posted yet. */
export async function countUnposted(ctx: Ctx): Promise<bigint> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ count: bigint }>('SELECT count(*) FROM posting_queue WHERE marketplace_id = $1', [
      ctx.actor.marketplaceId,
    ]),
  )
  return row?.count ?? 0n
}

function pageSize({ limit = 50 }: { limit?: number }): number {
  return Math.min(Math.max(limit, 1), 200)
}
