import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { enqueue } from '../../queue/enqueue'

export type TouchedKey = { moneyKey: string; accountId: string }

/** Wants a run over these keys, in the caller's transaction. In one order, so that no two wait for each other. */
export async function lookAgain(sql: Sql, ctx: Ctx, keys: readonly TouchedKey[]): Promise<void> {
  const { marketplaceId } = ctx.actor
  await sql.run(
    `INSERT INTO recon_touch (money_key, marketplace_id, account_id)
     SELECT DISTINCT "moneyKey", $1, "accountId" FROM jsonb_to_recordset($2::jsonb) AS x("moneyKey" text, "accountId" text)
     ORDER BY 1, 3 ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId, JSON.stringify(keys.map(({ moneyKey, accountId }) => ({ moneyKey, accountId })))],
  )
  await enqueue(sql, 'reconcile', { marketplaceId })
}
