import type { Ctx } from '../context'
import { open } from '../crypto/seal'
import { inSql } from '../db/transaction'
import { namePlace } from '../sync/store/store-accounts'

/** What accounts are called, by id. An account that Stripe has not described yet is left out. */
export async function accountNames(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { marketplaceId } = ctx.actor
  const rows = await inSql(ctx, (sql) =>
    sql.rows<{ account_id: string; name_enc: string }>(
      `SELECT DISTINCT ON (account_id) account_id, name_enc FROM provider_account
       WHERE marketplace_id = $1 AND account_id = ANY($2) AND name_enc IS NOT NULL ORDER BY account_id, observed_at DESC`,
      [marketplaceId, ids],
    ),
  )
  return new Map(rows.map(({ account_id: id, name_enc: sealed }) => [id, open(namePlace(marketplaceId, id), sealed)]))
}
