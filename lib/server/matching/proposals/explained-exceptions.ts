import { kindsExplained } from '@/lib/domain/matching/proposals/proposal'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { lookAgainAt } from '../../reconciliation/families/touch-keys'
import { explainedBy } from './queries'

export type Tie = { id: string; pair: string; accountId: string; subjects: string[] }

/** What is open about the rows of an accepted pair leaves the queue with that reason; `by`: who accepted it. */
export async function resolveExplained(sql: Sql, ctx: Ctx, tie: Tie, by: string): Promise<string[]> {
  const { id, pair, accountId, subjects } = tie
  const rows = await sql.rows<{ id: string }>(
    `UPDATE recon_exception e SET state = 'resolved', resolution = 'linked_by_hand', resolved_by = $5, closed_at = $6,
       version = e.version + 1
     WHERE e.marketplace_id = $1 AND e.state = 'open' AND ${explainedBy('$2', '$3', '$4')} RETURNING e.id`,
    [ctx.actor.marketplaceId, accountId, kindsExplained(pair), subjects, by, ctx.now],
  )
  return audited(sql, ctx, 'exception.resolve', rows, { resolution: 'linked_by_hand', proposal: id })
}

/** The way back: what was resolved by the tie is open again, and looked at again. */
export async function reopenExplained(sql: Sql, ctx: Ctx, { id, pair, accountId, subjects }: Tie): Promise<string[]> {
  const { marketplaceId } = ctx.actor
  const rows = await sql.rows<{ id: string }>(
    `UPDATE recon_exception e SET state = 'open', resolution = NULL, resolved_by = NULL, closed_at = NULL, version = e.version + 1
     WHERE e.marketplace_id = $1 AND e.state = 'resolved' AND e.resolution = 'linked_by_hand' AND ${explainedBy('$2', '$3', '$4')}
     RETURNING e.id`,
    [marketplaceId, accountId, kindsExplained(pair), subjects],
  )
  await lookAgainAt(
    sql,
    ctx,
    rows.map((row) => row.id),
  )
  return audited(sql, ctx, 'exception.reopen', rows, { proposal: id })
}

async function audited(
  sql: Sql,
  ctx: Ctx,
  action: string,
  rows: readonly { id: string }[],
  detail: Record<string, string>,
): Promise<string[]> {
  const ids = rows.map(({ id }) => id).sort()
  for (const id of ids) await recordAudit(sql, ctx, action, id, detail)
  return ids
}
