import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { reopenExplained, type Tie } from './explained-exceptions'

/**
 * What is certain goes before what a person accepted: where a row of an accepted pair has been tied to another one since,
 * the pair is gone, and what it explained is open again. Otherwise one line would explain two payouts.
 */
export async function dropOvertaken(sql: Sql, ctx: Ctx): Promise<void> {
  const { marketplaceId } = ctx.actor
  const overtaken = await sql.rows<Tie>(
    `SELECT p.id, p.pair, p.account_id AS "accountId", p.subjects FROM match_proposal p
     WHERE p.marketplace_id = $1 AND p.state = 'accepted' AND (${tiedInBank} OR ${namedInBooks}) ORDER BY p.id`,
    [marketplaceId],
  )
  for (const tie of overtaken) {
    await sql.run(
      `UPDATE match_proposal SET state = 'gone', decided_by = NULL, decided_at = NULL WHERE marketplace_id = $1 AND id = $2`,
      [marketplaceId, tie.id],
    )
    await sql.run('DELETE FROM match_proposal_row WHERE marketplace_id = $1 AND proposal_id = $2', [
      marketplaceId,
      tie.id,
    ])
    const exceptions = await reopenExplained(sql, ctx, tie)
    await recordAudit(sql, ctx, 'matching.overtaken', tie.id, { pair: tie.pair, exceptions })
  }
}

const tiedInBank = `EXISTS (SELECT FROM jsonb_array_elements(p.left_rows || p.right_rows) r JOIN bank_match k ON k.marketplace_id = $1
  AND (k.line_id = substr(r->>'id', 6) OR (k.object_id = r->>'name' AND k.kind = r->>'what')) WHERE p.pair LIKE '% bank\\_line')`

const namedInBooks = `EXISTS (SELECT FROM jsonb_array_elements(p.right_rows) r JOIN book_entry b ON b.money_key = 'stripe:' || (r->>'name')
  AND b.marketplace_id = $1 AND b.account_id = p.account_id AND b.kind = r->>'what' WHERE p.pair = 'book_entry provider_object')`
