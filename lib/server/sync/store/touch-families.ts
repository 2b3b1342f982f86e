import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import type { ChangedLeg } from './store-legs'

/** Longest chain of descent: fee refund → fee → charge, reversal → transfer → charge; one spare. */
const maxGenerations = 4

/**
 * Asks reconciliation to look again at what changed and at everything it stems from, wherever in the platform or its
 * accounts that lies: a verdict on a charge hangs on its refunds, fees and transfers. An update, not "do nothing": it
 * locks a key that waits already, so that no run takes it away without having seen what this transaction writes.
 */
export async function touchFamilies(sql: Sql, ctx: Ctx, changed: readonly ChangedLeg[]): Promise<void> {
  if (changed.length === 0) return
  await sql.run(touch, [ctx.actor.marketplaceId, JSON.stringify(changed)])
}

/** OFFSET 0 keeps each lookup a lookup by key: a table that grows from nothing has no statistics to plan a join with. */
const legsOf = (key: string) => `CROSS JOIN LATERAL (
  SELECT money_key, account_id, parent_id FROM provider_leg WHERE money_key = ${key} AND marketplace_id = $1 OFFSET 0) l`

const touch = `
  WITH RECURSIVE changed AS (
    SELECT "moneyKey" AS money_key, "accountId" AS account_id, "parentId" AS parent_id
    FROM jsonb_to_recordset($2::jsonb) AS x("moneyKey" text, "accountId" text, "parentId" text)
  ), above AS (
    SELECT DISTINCT 'stripe:' || parent_id AS money_key, 1 AS generation FROM changed WHERE parent_id IS NOT NULL
    UNION
    SELECT 'stripe:' || l.parent_id, above.generation + 1 FROM above ${legsOf('above.money_key')}
    WHERE l.parent_id IS NOT NULL AND above.generation < ${maxGenerations}
  )
  INSERT INTO recon_touch (money_key, marketplace_id, account_id)
  SELECT money_key, $1, account_id FROM (
    SELECT money_key, account_id FROM changed
    UNION
    SELECT l.money_key, l.account_id FROM above ${legsOf('above.money_key')}
  ) family ORDER BY money_key, account_id
  ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`
