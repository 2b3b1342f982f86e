import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import type { Recheck } from './decide-scope'

/** Sets when to look again: `among` is an SQL condition on `r`, the rechecks that this run replaces. */
export async function replaceRechecks(sql: Sql, ctx: Ctx, rechecks: readonly Recheck[], among: string): Promise<void> {
  const { marketplaceId } = ctx.actor
  await sql.run(`DELETE FROM recon_recheck r WHERE r.marketplace_id = $1 AND ${among}`, [marketplaceId])
  if (rechecks.length === 0) return
  await sql.run(
    `INSERT INTO recon_recheck (money_key, marketplace_id, account_id, due_at)
     SELECT key, $1, account, min(at) FROM jsonb_to_recordset($2::jsonb) AS x(key text, account text, at timestamptz)
     GROUP BY key, account
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET due_at = EXCLUDED.due_at`,
    [marketplaceId, JSON.stringify(rechecks)],
  )
}
