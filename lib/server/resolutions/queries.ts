import type { Approval } from '@/lib/domain/approvals/approval'
import type { Act } from '@/lib/domain/resolutions/act'
import { listPendingApprovals } from '../approvals/queries'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import { openText } from '../personal/free-text'
import { wishOf } from './answer-approval'

export type ResolutionView = {
  id: string
  act: Act
  amountMinor: bigint
  currency: string
  note: string | null
  doneBy: string
  doneAt: Date
  approvedBy: string | null
  /** How far Stripe has come, where it was asked. */
  intentState: string | null
  undoneBy: string | null
  undoneAt: Date | null
}

/** What was done about an exception, newest first. */
export async function listResolutions(ctx: Ctx, exceptionId: string): Promise<ResolutionView[]> {
  const { marketplaceId } = ctx.actor
  const rows = await inSql(ctx, (sql) =>
    sql.rows<ResolutionView>(
      `SELECT r.id, r.act, r.amount_minor AS "amountMinor", r.currency, r.note_enc AS note, r.done_by AS "doneBy",
         r.done_at AS "doneAt", a.decided_by AS "approvedBy", CASE WHEN i.state = 'mismatched' AND i.object_id IS NULL THEN 'unknown' ELSE i.state END AS "intentState", r.undone_by AS "undoneBy",
         r.undone_at AS "undoneAt"
       FROM resolution r
       LEFT JOIN approval a ON a.marketplace_id = r.marketplace_id AND a.id = r.approval_id
       LEFT JOIN intent i ON i.marketplace_id = r.marketplace_id AND i.id = r.intent_id
       WHERE r.marketplace_id = $1 AND r.exception_id = $2 ORDER BY r.done_at DESC, r.id LIMIT 100`,
      [marketplaceId, exceptionId],
    ),
  )
  return rows.map((row) => ({
    ...row,
    note: row.note === null ? null : openText(marketplaceId, 'resolution.note_enc', row.id, row.note),
  }))
}

/** What the second person's yes let through, if it was an act on an exception; null before that. */
export async function resolutionOf(ctx: Ctx, approvalId: string): Promise<string | null> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ id: string }>(
      'SELECT id FROM resolution WHERE marketplace_id = $1 AND approval_id = $2 AND undone_at IS NULL',
      [ctx.actor.marketplaceId, approvalId],
    ),
  )
  return row?.id ?? null
}

export type AskedView = { approval: Approval; act: Act; exceptionId: string }

/** What waits for a second person, the next to lapse first; `exceptionId` narrows to one exception. */
export async function listAsked(ctx: Ctx, exceptionId?: string): Promise<AskedView[]> {
  return askedOf(await listPendingApprovals(ctx, exceptionId)).asked
}

/** Requests about exceptions, and those of another sort, which have pages of their own. */
export function askedOf(pending: readonly Approval[]): { asked: AskedView[]; others: Approval[] } {
  const asked: AskedView[] = []
  const others: Approval[] = []
  for (const approval of pending) {
    const wish = wishOf(approval)
    if (wish) asked.push({ approval, ...wish })
    else others.push(approval)
  }
  return { asked, others }
}
