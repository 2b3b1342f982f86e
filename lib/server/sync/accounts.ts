import type { Provider } from '@/lib/providers/port'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { quarantineBodies } from '../quarantine/quarantine-bodies'
import { type Scope, saveCursors, soleCursor } from './cursors'
import { storeAccounts } from './store/store-accounts'

/** An account that had no event is looked at this often all the same. */
export const slowSweepHours = 24
const hourMs = 3_600_000

export type AccountToSync = { accountId: string; backfilled: boolean; dueForSweep: boolean }

/** Lists every account from Stripe, the platform's own first. */
export async function syncAccounts(ctx: Ctx, provider: Provider): Promise<void> {
  const own = await provider.retrieveAccount(provider.platformAccountId)
  if (own) await commit(ctx, (sql) => storeAccounts(sql, ctx, [own]))
  let cursor: string | null = null
  do {
    const page = await provider.listAccounts(cursor)
    await commit(ctx, async (sql) => {
      await storeAccounts(sql, ctx, page.items)
      await quarantineBodies(sql, ctx, page.unsound)
      const mark = soleCursor(provider.platformAccountId, 'accounts', { done: true, watermark: ctx.now })
      if (page.next === null) await saveCursors(sql, ctx, provider, [mark])
    })
    cursor = page.next
  } while (cursor !== null)
}

/** Work follows events: accounts never read, those where something happened, those not looked at for a day. */
export async function accountsToSync(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  { all = false, only = null }: { all?: boolean; only?: readonly string[] | null },
): Promise<AccountToSync[]> {
  const sweepBefore = new Date(ctx.now.getTime() - slowSweepHours * hourMs)
  return sql.rows<AccountToSync>(
    `SELECT a.account_id AS "accountId", t.account_id IS NOT NULL AS backfilled,
       COALESCE(a.swept_at < $4, true) AS "dueForSweep"
     FROM provider_account a LEFT JOIN sync_cursor t ON t.marketplace_id = a.marketplace_id AND t.provider = a.provider
       AND t.livemode = a.livemode AND t.account_id = a.account_id AND t.stream = 'bt-tail'
     WHERE a.marketplace_id = $1 AND a.provider = $2 AND a.livemode = $3 AND a.deauthorized_at IS NULL
       AND ($5 OR t.account_id IS NULL OR a.dirty_since IS NOT NULL OR a.swept_at IS NULL OR a.swept_at < $4)
       AND ($6::text[] IS NULL OR a.account_id = ANY($6))
     ORDER BY a.is_platform DESC, a.dirty_since, a.account_id`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, sweepBefore, all, only],
  )
}

/** Something happened on these accounts. */
export async function markDirty(sql: Sql, ctx: Ctx, scope: Scope, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return
  await sql.run(
    `UPDATE provider_account SET dirty_since = $4
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = ANY($5::text[])
       AND (dirty_since IS NULL OR dirty_since < $4)`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, wallClock(), [...accountIds].sort()],
  )
}

/** We looked; what happened after we began to look (by the machine's clock) keeps the account dirty. */
export async function markClean(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  accountId: string,
  lookedAt: Date,
  sweptAt: Date | null,
): Promise<void> {
  await sql.run(
    `UPDATE provider_account SET dirty_since = CASE WHEN dirty_since <= $5 THEN NULL ELSE dirty_since END,
       swept_at = COALESCE($6, swept_at)
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, lookedAt, sweptAt],
  )
}

/** Access has ended: the account is never asked again until Stripe lists it anew. */
export async function endAccess(sql: Sql, ctx: Ctx, scope: Scope, accountId: string): Promise<void> {
  await sql.run(
    `UPDATE provider_account SET deauthorized_at = $5, dirty_since = NULL
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4 AND NOT is_platform AND deauthorized_at IS NULL`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, ctx.now],
  )
}
