import { everySeller } from '@/lib/domain/fees/contract'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { enqueue } from '../queue/enqueue'

/** A contract changes the verdict on every fee of its seller since it began, and on his transfers of disputed payments. */
export async function askAgain(sql: Sql, ctx: Ctx, references: readonly string[]): Promise<void> {
  const { marketplaceId } = ctx.actor
  const touched = await sql.run(
    `WITH changed AS (SELECT seller_id, min(valid_from) AS since FROM fee_contract
         WHERE marketplace_id = $1 AND reference = ANY($2) GROUP BY seller_id),
       about AS (
         SELECT l.* FROM changed c JOIN provider_leg l ON l.marketplace_id = $1 AND l.seller_id = c.seller_id AND l.created >= c.since
         UNION ALL
         SELECT l.* FROM changed c JOIN provider_leg l ON l.marketplace_id = $1 AND l.seller_id IS NOT NULL AND l.created >= c.since
         WHERE c.seller_id = '${everySeller}')
     INSERT INTO recon_touch (money_key, marketplace_id, account_id)
     SELECT DISTINCT l.money_key, l.marketplace_id, l.account_id FROM about l
     WHERE l.kind = 'application_fee' OR (l.kind = 'transfer' AND l.parent_id IN (
       SELECT parent_id FROM provider_leg WHERE marketplace_id = $1 AND kind IN ('dispute', 'dispute_reversal')))
     ORDER BY 1, 3
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId, references],
  )
  if (touched > 0) await enqueue(sql, 'reconcile', { marketplaceId })
}
