import type { Provider } from '@/lib/providers/port'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { inSql } from '../db/transaction'
import { fetchMissing } from './fetch-missing'
import type { MissingRow } from './judge/compare-rows'

/** Fetches what files that people brought have and we had not, once for each check. The file is gone by then, its ids are not. */
export async function fetchForChecks(ctx: Ctx, provider: Provider): Promise<void> {
  const { marketplaceId } = ctx.actor
  const checks = await inSql(ctx, (sql) =>
    sql.rows<{ id: string }>(
      `SELECT id FROM report_check
       WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND origin = 'file' AND state = 'checked'
         AND missing_here > 0 AND fetched_at IS NULL ORDER BY asked_at, id`,
      [marketplaceId, provider.name, provider.livemode],
    ),
  )
  for (const { id } of checks) {
    const missing = await inSql(ctx, (sql) =>
      sql.rows<MissingRow>(
        `SELECT account_id AS "accountId", transaction_id AS id, made_at AS created FROM report_difference
         WHERE marketplace_id = $1 AND check_id = $2 AND kind = 'missing_here' ORDER BY ordinal`,
        [marketplaceId, id],
      ),
    )
    const fetched = await fetchMissing(ctx, provider, missing)
    await commit(ctx, async (sql) => {
      await sql.run(`UPDATE report_check SET fetched = $3, fetched_at = $4 WHERE marketplace_id = $1 AND id = $2`, [
        ...[marketplaceId, id, fetched, ctx.now],
      ])
      await recordAudit(sql, ctx, 'report.fetch', id, { missing: missing.length, fetched })
    })
  }
}
