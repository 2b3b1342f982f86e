import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import type { BalancePlace } from './balance-place'
import { composeBalance } from './compose-balance'
import { balanceTypesOf } from './load-payouts'

type Touched = Omit<BalancePlace, 'balanceType'> & { since: Date; touches: string[] }

/**
 * Composes payouts wherever something changed. One balance is one transaction, with the deletion of what asked for it: a
 * crash leaves the old compositions and the wish for new ones. Answers how many compositions were made.
 */
export async function composeTouched(ctx: Ctx): Promise<number> {
  await commit(ctx, (sql) => forgetWithoutPayouts(sql, ctx))
  let made = 0
  for (;;) {
    const count = await commit(ctx, (sql) => composeNext(sql, ctx))
    if (count === null) return made
    made += count
  }
}

/** Most balances are never paid out from. Should a payout come, it brings its own touch, and nothing is stored to go on from. */
async function forgetWithoutPayouts(sql: Sql, ctx: Ctx): Promise<void> {
  await sql.run(
    `DELETE FROM payout_touch t WHERE t.marketplace_id = $1
       AND NOT EXISTS (SELECT FROM provider_object o WHERE o.marketplace_id = $1 AND o.account_id = t.account_id
         AND o.object_type = 'payout')`,
    [ctx.actor.marketplaceId],
  )
}

async function composeNext(sql: Sql, ctx: Ctx): Promise<number | null> {
  const { marketplaceId } = ctx.actor
  // One run of a marketplace at a time: the second would make the same rows.
  await sql.rows(`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('compose:' || $1, 0))) lock`, [
    marketplaceId,
  ])
  const [touched] = await sql.rows<Touched>(
    `WITH first AS (SELECT account_id, provider, livemode, currency FROM payout_touch WHERE marketplace_id = $1
       ORDER BY account_id, id LIMIT 1)
     SELECT t.account_id AS "accountId", t.provider, t.livemode, t.currency, min(t.since) AS since,
       array_agg(t.id) AS touches
     FROM payout_touch t JOIN first USING (account_id, provider, livemode, currency) WHERE t.marketplace_id = $1
     GROUP BY 1, 2, 3, 4`,
    [marketplaceId],
  )
  if (!touched) return null
  const { since, touches, ...account } = touched
  let made = 0
  for (const balanceType of await balanceTypesOf(sql, marketplaceId, account)) {
    made += await composeBalance(sql, ctx, { ...account, balanceType }, since)
  }
  // Only the touches that were seen: one that came meanwhile asks again.
  await sql.run('DELETE FROM payout_touch WHERE marketplace_id = $1 AND account_id = $2 AND id = ANY($3)', [
    marketplaceId,
    account.accountId,
    touches,
  ])
  return made
}
