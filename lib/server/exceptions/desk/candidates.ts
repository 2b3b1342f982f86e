import type { Role } from '@/lib/domain/access/actor'
import { canOwn } from '@/lib/domain/exceptions/can-assign'
import type { Candidate } from '@/lib/domain/exceptions/desk/pick-owner'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'

/** Everybody whom an exception may be given to, with what they have open and when they were given something last. */
export async function listCandidates(ctx: Ctx): Promise<Candidate[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Candidate & { role: Role }>(
      `SELECT m.user_id AS id, m.role,
         (SELECT count(*)::int FROM recon_exception e WHERE e.marketplace_id = $1 AND e.assignee_id = m.user_id
            AND e.state = 'open') AS open,
         (SELECT max(e.assigned_at) FROM recon_exception e WHERE e.marketplace_id = $1
            AND e.assignee_id = m.user_id) AS "lastGivenAt"
       FROM membership m WHERE m.marketplace_id = $1 ORDER BY m.user_id`,
      [ctx.actor.marketplaceId],
    ),
  )
  return rows.filter(({ role }) => canOwn(role)).map(({ role: _, ...candidate }) => candidate)
}
