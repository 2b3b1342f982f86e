import { ok, type Result, refuse } from '@/lib/domain/base/result'
import {
  canDecideProposal,
  kindsExplained,
  type ProposalRefusal,
  type ProposalState,
} from '@/lib/domain/matching/proposals/proposal'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import type { Sql } from '../../db/transaction'
import { explainedBy } from './queries'

export type ProposalDecision = { id: string; decision: 'accepted' | 'refused' }
type Locked = {
  id: string
  pair: string
  accountId: string
  subjects: string[]
  state: ProposalState
  remainderMinor: bigint
}

/**
 * A person's word on a proposal. Accepted: the rows are tied for good, and the exceptions about them leave the queue with
 * that reason. Refused: the rows are free again, and never proposed together again.
 */
export async function decideProposal(
  ctx: Ctx,
  { id, decision }: ProposalDecision,
): Promise<Result<void, ProposalRefusal | 'not_found'>> {
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    const [proposal] = await sql.rows<Locked>(
      `SELECT id, pair, account_id AS "accountId", subjects, state, remainder_minor AS "remainderMinor" FROM match_proposal
       WHERE marketplace_id = $1 AND id = $2 FOR UPDATE`,
      [marketplaceId, id],
    )
    if (!proposal) return refuse('not_found')
    const verdict = canDecideProposal(proposal, ctx.actor, decision)
    if (!verdict.ok) return verdict
    await sql.run(
      `UPDATE match_proposal SET state = $3, decided_by = $4, decided_at = $5
       WHERE marketplace_id = $1 AND id = $2 AND state = 'proposed'`,
      [marketplaceId, id, decision, ctx.actor.id, ctx.now],
    )
    if (decision === 'refused') await freeRows(sql, marketplaceId, id)
    const resolved = decision === 'accepted' ? await resolveExplained(sql, ctx, proposal) : []
    for (const exception of resolved) {
      await recordAudit(sql, ctx, 'exception.resolve', exception, { resolution: 'linked_by_hand', proposal: id })
    }
    await recordAudit(sql, ctx, `matching.${decision}`, id, { pair: proposal.pair, resolved })
    return ok()
  })
}

async function freeRows(sql: Sql, marketplaceId: string, id: string): Promise<void> {
  await sql.run('DELETE FROM match_proposal_row WHERE marketplace_id = $1 AND proposal_id = $2', [marketplaceId, id])
}

async function resolveExplained(sql: Sql, ctx: Ctx, { pair, accountId, subjects }: Locked): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    `UPDATE recon_exception e SET state = 'resolved', resolution = 'linked_by_hand', resolved_by = $5, closed_at = $6,
       version = e.version + 1
     WHERE e.marketplace_id = $1 AND e.state = 'open' AND ${explainedBy('$2', '$3', '$4')} RETURNING e.id`,
    [ctx.actor.marketplaceId, accountId, kindsExplained(pair), subjects, ctx.actor.id, ctx.now],
  )
  return rows.map(({ id }) => id).sort()
}
