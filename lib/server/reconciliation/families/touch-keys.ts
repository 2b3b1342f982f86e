import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { enqueue } from '../../queue/enqueue'
import { isBankKind } from '../bank/bank-kinds'

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

/** Wants a run over what these exceptions are about, at the bank too, in the caller's transaction. */
export async function lookAgainAt(sql: Sql, ctx: Ctx, exceptionIds: readonly string[]): Promise<void> {
  const { marketplaceId } = ctx.actor
  await sql.run(
    `INSERT INTO recon_touch (money_key, marketplace_id, account_id)
     SELECT DISTINCT money_key, marketplace_id, account_id FROM recon_exception
     WHERE marketplace_id = $1 AND id = ANY($2::text[]) ORDER BY 1, 3
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId, exceptionIds],
  )
  await sql.run(
    `INSERT INTO bank_touch (money_key, marketplace_id, account_id)
     SELECT 'bank:' || e.id, $1, a.id FROM recon_exception e JOIN bank_account a ON a.marketplace_id = $1
       AND a.payouts_of_account = e.account_id AND a.currency = e.currency
     WHERE e.marketplace_id = $1 AND e.id = ANY($2::text[]) AND ${isBankKind} ORDER BY 1, 3 ON CONFLICT DO NOTHING`,
    [marketplaceId, exceptionIds],
  )
  await enqueue(sql, 'reconcile', { marketplaceId })
}
