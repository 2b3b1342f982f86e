import { can } from '@/lib/domain/access/can'
import type { Approval } from '@/lib/domain/approvals/approval'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'
import { openText } from '../personal/free-text'

const columns = `id, action, subject, payload, payload_hash AS "payloadHash", reason_enc AS reason, requested_by AS "requestedBy",
  requested_at AS "requestedAt", expires_at AS "expiresAt", state, decided_by AS "decidedBy", used_for AS "usedFor"`

/** Takes the row and holds it to the end of the transaction: who else wants to decide or use it waits. */
export async function lockApproval(sql: Sql, ctx: Ctx, id: string): Promise<Approval | undefined> {
  const [row] = await sql.rows<Approval>(
    `SELECT ${columns} FROM approval WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`,
    [ctx.actor.marketplaceId, id],
  )
  return row && inWords(ctx, row)
}

/** So many requests are shown at most. */
export const pendingShown = 200

/** What waits for a second person now, the next to expire first; `exceptionId` narrows to one exception. */
export async function listPendingApprovals(ctx: Ctx, exceptionId?: string): Promise<Approval[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<Approval>(
      `SELECT ${columns} FROM approval WHERE marketplace_id = $1 AND state = 'pending' AND expires_at > $2
         AND ($3::text IS NULL OR subject = $3 OR payload->>'cause' LIKE 'exception:' || $3 || ':%')
       ORDER BY expires_at, id LIMIT ${pendingShown}`,
      [ctx.actor.marketplaceId, ctx.now, exceptionId ?? null],
    ),
  )
  return rows.map((row) => inWords(ctx, row))
}

/** How many requests wait for this very person: not their own, and only where their role decides. */
export async function countPendingApprovals(ctx: Ctx): Promise<number> {
  if (!can(ctx.actor, 'approval.decide')) return 0
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM approval
       WHERE marketplace_id = $1 AND state = 'pending' AND expires_at > $2 AND requested_by <> $3`,
      [ctx.actor.marketplaceId, ctx.now, ctx.actor.id],
    ),
  )
  return row?.n ?? 0
}

function inWords(ctx: Ctx, row: Approval): Approval {
  return { ...row, reason: openText(ctx.actor.marketplaceId, 'approval.reason_enc', row.id, row.reason) }
}
