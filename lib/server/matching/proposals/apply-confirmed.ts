import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import type { ActivePolicy } from '../policies/queries'
import { resolveExplained, type Tie } from './explained-exceptions'
import type { NewProposal } from './store-proposals'

/** Who decided where two people let a policy decide: its version, in the place of a person's id. */
export function policyAsDecider(version: number): string {
  return `policy ${version}`
}

/**
 * Accepts what is confirmed, where two people activated a policy that says so: each match as a person's yes would, in the
 * run's own transaction, with its policy, rule and reasons in the chain. What a person refused before stays refused, and
 * a person takes back what was applied in the same way as a colleague's yes. Answers how many were applied.
 */
export async function applyConfirmed(
  sql: Sql,
  ctx: Ctx,
  { version, digest, row }: ActivePolicy,
  proposals: readonly NewProposal[],
): Promise<number> {
  if (row === null) return 0
  const by = policyAsDecider(version)
  const sure = new Map(proposals.filter(isApplicable).map((proposal) => [proposal.id, proposal]))
  const applied = await sql.rows<Tie>(
    `UPDATE match_proposal SET state = 'accepted', decided_by = $3, decided_at = $4
     WHERE marketplace_id = $1 AND id = ANY ($2) AND state = 'proposed' AND remainder_minor = 0
     RETURNING id, pair, account_id AS "accountId", subjects`,
    [ctx.actor.marketplaceId, [...sure.keys()], by, ctx.now],
  )
  for (const tie of applied.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const exceptions = await resolveExplained(sql, ctx, tie, by)
    const { rule, confidence, factors } = sure.get(tie.id) ?? {}
    await recordAudit(sql, ctx, 'matching.apply', tie.id, { version, digest, rule, confidence, factors, exceptions })
  }
  return applied.length
}

function isApplicable({ isConfirmed, remainderMinor }: NewProposal): boolean {
  return isConfirmed && remainderMinor === 0n
}
