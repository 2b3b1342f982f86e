import type { Suggestion } from '@/lib/domain/matching/proposals/proposal'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { canonicalJson } from '../../digest/natural-id'

export type ShownRow = {
  id: string
  name: string
  what: string
  day: string
  amountMinor: string
  currency: string
  references: readonly string[]
}

export type NewProposal = Omit<Suggestion, 'left' | 'right'> & {
  id: string
  accountId: string
  leftRows: ShownRow[]
  rightRows: ShownRow[]
  subjects: string[]
  policyVersion: number
  policyDigest: string
}

/**
 * Makes the proposals say what was found now. Rows are given up before they are taken, so that no row is ever in two; what
 * a person decided is left as it is.
 */
export async function storeProposals(
  sql: Sql,
  ctx: Ctx,
  proposals: readonly NewProposal[],
): Promise<{ proposed: number; gone: number }> {
  const { marketplaceId } = ctx.actor
  const decided = await decidedAmong(sql, marketplaceId, proposals)
  const wanted = proposals.filter(({ id }) => !decided.has(id))
  const gone = await sql.run(
    `UPDATE match_proposal SET state = 'gone' WHERE marketplace_id = $1 AND state = 'proposed' AND NOT id = ANY ($2)`,
    [marketplaceId, wanted.map(({ id }) => id)],
  )
  await sql.run(
    `DELETE FROM match_proposal_row r USING match_proposal p WHERE r.marketplace_id = $1 AND p.marketplace_id = $1
       AND p.id = r.proposal_id AND p.state IN ('gone', 'refused')`,
    [marketplaceId],
  )
  const proposed = await sql.run(insertSql, [marketplaceId, canonicalJson(wanted.map(wireOf)), ctx.now])
  await sql.run(
    `INSERT INTO match_proposal_row (marketplace_id, row_id, proposal_id)
     SELECT $1, x."rowId", x."proposalId" FROM jsonb_to_recordset($2::jsonb) AS x("rowId" text, "proposalId" text)
     ON CONFLICT (marketplace_id, row_id) DO UPDATE SET proposal_id = EXCLUDED.proposal_id
       WHERE match_proposal_row.proposal_id = EXCLUDED.proposal_id`,
    [marketplaceId, JSON.stringify(wanted.flatMap(placesOf))],
  )
  return { proposed, gone }
}

async function decidedAmong(
  sql: Sql,
  marketplaceId: string,
  proposals: readonly NewProposal[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT id FROM match_proposal WHERE marketplace_id = $1 AND id = ANY ($2) AND state IN ('accepted', 'refused')`,
    [marketplaceId, proposals.map(({ id }) => id)],
  )
  return new Set(rows.map(({ id }) => id))
}

/** One that was gone comes back; one that stands is weighed anew, and counts only if something about it is new. */
const insertSql = `
  INSERT INTO match_proposal AS p (marketplace_id, id, pair, account_id, left_rows, right_rows, subjects, rule, confidence, factors,
    remainder_minor, currency, policy_version, policy_digest, state, proposed_at)
  SELECT $1, x.id, x.pair, x.account, x."leftRows", x."rightRows", x.subjects, x.rule,
    x.confidence, x.factors, x.remainder, x.currency, x.version, x.digest, 'proposed', $3
  FROM jsonb_to_recordset($2::jsonb) AS x(id text, pair text, account text, "leftRows" jsonb, "rightRows" jsonb, subjects jsonb,
    rule text, confidence int, factors jsonb, remainder bigint, currency text, version int, digest text)
  ORDER BY x.id
  ON CONFLICT (marketplace_id, id) DO UPDATE SET left_rows = EXCLUDED.left_rows, right_rows = EXCLUDED.right_rows,
    subjects = EXCLUDED.subjects, rule = EXCLUDED.rule, confidence = EXCLUDED.confidence, factors = EXCLUDED.factors,
    remainder_minor = EXCLUDED.remainder_minor, policy_version = EXCLUDED.policy_version, policy_digest = EXCLUDED.policy_digest,
    state = 'proposed', proposed_at = CASE WHEN p.state = 'gone' THEN EXCLUDED.proposed_at ELSE p.proposed_at END
    WHERE (p.state, p.left_rows, p.right_rows, p.rule, p.confidence, p.factors, p.remainder_minor, p.policy_digest)
      <> ('proposed', EXCLUDED.left_rows, EXCLUDED.right_rows, EXCLUDED.rule, EXCLUDED.confidence, EXCLUDED.factors,
        EXCLUDED.remainder_minor, EXCLUDED.policy_digest)`

function wireOf({ accountId, remainderMinor, policyVersion, policyDigest, isConfirmed: _, ...rest }: NewProposal) {
  return { ...rest, account: accountId, remainder: remainderMinor, version: policyVersion, digest: policyDigest }
}

function placesOf({ id, leftRows, rightRows }: NewProposal) {
  return [...leftRows, ...rightRows].map((row) => ({ rowId: row.id, proposalId: id }))
}
