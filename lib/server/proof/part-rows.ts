import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { type TransactionRow, transactionColumns } from '../transactions/queries'
import { isAvailable } from './sums'

export type BalancePartName = 'available' | 'pending'
type Part = { accountId: string; currency: string; balanceType: string; part: BalancePartName }
export type PartFilter = Part & {
  before?: { created: Date; id: string } | undefined
  limit?: number
}

/**
 * The rows that one part of a balance adds up, newest first, as they stood at its last proof; keyset by (created, id).
 * Goes by the rows' own dates and statuses: what Stripe said of single rows when asked anew is not kept.
 */
export async function listPartRows(ctx: Ctx, filter: PartFilter): Promise<TransactionRow[]> {
  const { accountId, currency, balanceType, part, before, limit = 50 } = filter
  const inAvailable = `(${isAvailable('p.proven_at')} OR (b.reporting_category = 'payout' AND p.split_payouts = 'at_once'))`
  return inSql(ctx, (sql) =>
    sql.rows<TransactionRow>(
      `SELECT ${transactionColumns}
       FROM balance_transaction b
       JOIN balance_proof p ON p.marketplace_id = b.marketplace_id AND p.provider = b.provider
         AND p.livemode = b.livemode AND p.account_id = b.account_id AND p.currency = b.currency
         AND p.balance_type = b.balance_type
       WHERE b.marketplace_id = $1 AND b.account_id = $2 AND b.currency = $3 AND b.balance_type = $4
         AND ${part === 'available' ? '' : 'NOT '}${inAvailable} AND (b.created, b.id) < ($5::timestamptz, $6)
       ORDER BY b.created DESC, b.id DESC LIMIT $7`,
      [
        ctx.actor.marketplaceId,
        accountId,
        currency,
        balanceType,
        before?.created ?? 'infinity',
        before?.id ?? '',
        Math.min(Math.max(limit, 1), 200),
      ],
    ),
  )
}

/** What our rows made of that part at its last proof; null where it was not proven in parts. */
export async function getPartTotal(ctx: Ctx, { accountId, currency, balanceType, part }: Part): Promise<bigint | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ minor: bigint | null }>(
      `SELECT ${part === 'available' ? 'available_minor' : 'ledger_minor - available_minor'} AS minor FROM balance_proof
       WHERE marketplace_id = $1 AND account_id = $2 AND currency = $3 AND balance_type = $4`,
      [ctx.actor.marketplaceId, accountId, currency, balanceType],
    ),
  )
  return row?.minor ?? null
}
