import type { BalanceTransactionFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'

/**
 * Money that came back from a bank is told by a movement of its own, perhaps long after its payout was read last: the bank
 * accounts into which it was paid are looked at again.
 */
export async function touchBanks(sql: Sql, ctx: Ctx, transactions: readonly BalanceTransactionFact[]): Promise<void> {
  const returns = transactions.filter(({ reportingCategory }) => reportingCategory === 'payout_reversal')
  if (returns.length === 0) return
  await sql.run(
    `INSERT INTO bank_touch (money_key, marketplace_id, account_id)
     SELECT DISTINCT 'bank:' || x.id, $1, a.id FROM unnest($2::text[], $3::text[], $4::text[]) AS x(id, account, currency)
     JOIN bank_account a ON a.marketplace_id = $1 AND a.payouts_of_account = x.account AND a.currency = x.currency
     ORDER BY 1, 3 ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [
      ctx.actor.marketplaceId,
      returns.map(({ id }) => id),
      returns.map(({ accountId }) => accountId),
      returns.map(({ currency }) => currency),
    ],
  )
}
