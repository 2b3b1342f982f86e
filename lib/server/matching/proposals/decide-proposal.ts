import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canDecideProposal, type ProposalRefusal, type ProposalState } from '@/lib/domain/matching/proposals/proposal'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import type { Sql } from '../../db/transaction'
import { reopenExplained, resolveExplained, type Tie } from './explained-exceptions'

export type ProposalDecision = { id: string; decision: 'accepted' | 'refused' }
type Locked = Tie & { state: ProposalState; remainderMinor: bigint }

/**
 * A person's word on a proposal. Accepted: the rows are tied for good, and the exceptions about them leave the queue with
 * that reason. Refused: the rows are free, and never proposed together again; of an accepted pair that is the way back.
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
       WHERE marketplace_id = $1 AND id = $2`,
      [marketplaceId, id, decision, ctx.actor.id, ctx.now],
    )
    if (decision === 'refused') await freeRows(sql, marketplaceId, id)
    const exceptions = await moveExceptions(sql, ctx, proposal, decision)
    await recordAudit(sql, ctx, `matching.${decision}`, id, { pair: proposal.pair, was: proposal.state, exceptions })
    return ok()
  })
}

async function freeRows(sql: Sql, marketplaceId: string, id: string): Promise<void> {
  await sql.run('DELETE FROM match_proposal_row WHERE marketplace_id = $1 AND proposal_id = $2', [marketplaceId, id])
}

async function moveExceptions(
  sql: Sql,
  ctx: Ctx,
  proposal: Locked,
  decision: ProposalDecision['decision'],
): Promise<string[]> {
  if (decision === 'accepted') return resolveExplained(sql, ctx, proposal, ctx.actor.id)
  return proposal.state === 'accepted' ? reopenExplained(sql, ctx, proposal) : []
}
