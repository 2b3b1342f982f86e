import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/**
 * Calls an intent back, as long as nothing of it was sent; false where the worker was faster. Both write the row's state
 * on condition of what it was, so that one of them finds it changed.
 */
export async function withdrawIntentIn(sql: Sql, ctx: Ctx, id: string): Promise<boolean> {
  const withdrawn = await sql.run(
    `UPDATE intent SET state = 'withdrawn', next_attempt_at = NULL
     WHERE marketplace_id = $1 AND id = $2 AND state = 'pending' AND first_sent_at IS NULL AND object_id IS NULL`,
    [ctx.actor.marketplaceId, id],
  )
  if (withdrawn === 0) return false
  await recordAudit(sql, ctx, 'intent.withdraw', id, {})
  return true
}
