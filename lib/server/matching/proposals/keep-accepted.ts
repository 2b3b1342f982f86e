import { kindsExplained } from '@/lib/domain/matching/proposals/proposal'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'

/**
 * A pair that a person accepted stands through every run: what a run finds about its rows for the first time leaves the
 * queue by the same word. Not what somebody has touched since, nor another amount than the one that was accepted.
 */
export async function keepAccepted(sql: Sql, ctx: Ctx): Promise<void> {
  const { marketplaceId } = ctx.actor
  const resolved = await sql.rows<{ id: string; proposal: string }>(
    `UPDATE recon_exception e SET state = 'resolved', resolution = 'linked_by_hand', resolved_by = p.decided_by, closed_at = $2,
       version = e.version + 1
     FROM (SELECT p.id, p.account_id, p.decided_by, p.decided_at, p.left_rows || p.right_rows AS rows, s.subject,
         CASE WHEN p.pair LIKE '% bank\\_line' THEN $3::text[] ELSE $4::text[] END AS kinds
       FROM match_proposal p, jsonb_array_elements_text(p.subjects) s(subject)
       WHERE p.marketplace_id = $1 AND p.state = 'accepted') p
     WHERE e.marketplace_id = $1 AND e.state = 'open' AND e.version = 1 AND e.opened_at >= p.decided_at
       AND e.account_id = p.account_id AND e.kind = ANY (p.kinds)
       AND (e.object_id = p.subject OR (e.family_id = p.subject AND p.subject LIKE 'bank:%'))
       AND EXISTS (SELECT FROM jsonb_array_elements(p.rows) r WHERE abs((r->>'amountMinor')::bigint) = e.amount_minor)
     RETURNING e.id, p.id AS proposal`,
    [marketplaceId, ctx.now, kindsExplained('payout bank_line'), kindsExplained('book_entry provider_object')],
  )
  for (const { id, proposal } of resolved.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    await recordAudit(sql, ctx, 'exception.resolve', id, { resolution: 'linked_by_hand', proposal })
  }
}
