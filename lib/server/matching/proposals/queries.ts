import { kindsExplained, type ProposalState } from '@/lib/domain/matching/proposals/proposal'
import type { Undecided } from '@/lib/domain/matching/proposals/undecided'
import type { Factor } from '@/lib/domain/matching/scoring/factor'
import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import type { ShownRow } from './store-proposals'

export type ProposalRow = {
  id: string
  pair: string
  accountId: string
  left: ShownRow[]
  right: ShownRow[]
  rule: string
  confidence: number
  factors: Factor[]
  remainderMinor: bigint
  currency: string
  policyVersion: number
  state: ProposalState
  proposedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
}

type StoredRow = Omit<ProposalRow, 'factors'> & { factors: unknown }

const columns = `p.id, p.pair, p.account_id AS "accountId", p.left_rows AS "left", p.right_rows AS "right", p.rule, p.confidence,
  p.factors, p.remainder_minor AS "remainderMinor", p.currency, p.policy_version AS "policyVersion", p.state,
  p.proposed_at AS "proposedAt", p.decided_by AS "decidedBy", p.decided_at AS "decidedAt"`

/**
 * SQL on exception `e`: it is about a row of a proposal. A bank line is the root of its findings; of everything else the
 * object is, for a root may have many.
 */
export function explainedBy(account: string, kinds: string, subjects: string): string {
  return `e.account_id = ${account} AND e.kind = ANY (${kinds}) AND (e.object_id = ANY (${subjects})
    OR (e.family_id LIKE 'bank:%' AND e.family_id = ANY (${subjects})))`
}

/** The surest first. */
export async function listProposals(ctx: Ctx, state: ProposalState, limit = 100): Promise<ProposalRow[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<StoredRow>(
      `SELECT ${columns} FROM match_proposal p WHERE p.marketplace_id = $1 AND p.state = $2
       ORDER BY p.confidence DESC, p.id LIMIT $3`,
      [ctx.actor.marketplaceId, state, limit],
    ),
  )
  return rows.map(rowOf)
}

export async function countProposals(ctx: Ctx): Promise<Record<ProposalState, number>> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<{ state: ProposalState; n: bigint }>(
      'SELECT state, count(*) AS n FROM match_proposal WHERE marketplace_id = $1 GROUP BY state',
      [ctx.actor.marketplaceId],
    ),
  )
  const counts = { proposed: 0, accepted: 0, refused: 0, gone: 0 }
  for (const { state, n } of rows) counts[state] = Number(n)
  return counts
}

/** So many are kept and shown: whoever has more has not enough references. */
export const mostUndecided = 100

export type ShownTying = { left: ShownRow[]; right: ShownRow[]; confidence: number }
/** Two ways that are nearly equally good, as the last run met them. */
export type UndecidedRow = Omit<Undecided, 'best' | 'second'> & { best: ShownTying[]; second: ShownTying[] }

/** What the engine abstained from in its last run, the closest calls first. */
export async function listUndecided(ctx: Ctx): Promise<UndecidedRow[]> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ undecided: UndecidedRow[] }>('SELECT undecided FROM match_check WHERE marketplace_id = $1', [
      ctx.actor.marketplaceId,
    ]),
  )
  return row?.undecided ?? []
}

/** What is proposed or was accepted about the rows of one exception. */
export async function proposalsAbout(ctx: Ctx, exceptionId: string): Promise<ProposalRow[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<StoredRow>(
      `SELECT ${columns} FROM recon_exception e JOIN match_proposal p ON p.marketplace_id = $1 AND p.state IN ('proposed', 'accepted')
         AND (jsonb_exists(p.subjects, e.object_id) OR (e.family_id LIKE 'bank:%' AND jsonb_exists(p.subjects, e.family_id)))
         AND p.account_id = e.account_id
         AND e.kind = ANY (CASE WHEN p.pair LIKE '% bank\\_line' THEN $3::text[] ELSE $4::text[] END)
       WHERE e.marketplace_id = $1 AND e.id = $2 ORDER BY p.confidence DESC, p.id LIMIT 5`,
      [
        ctx.actor.marketplaceId,
        exceptionId,
        kindsExplained('payout bank_line'),
        kindsExplained('book_entry provider_object'),
      ],
    ),
  )
  return rows.map(rowOf)
}

function rowOf({ factors, ...row }: StoredRow): ProposalRow {
  return { ...row, factors: (factors as Factor[]).map(withMinor) }
}

/** Amounts stand in JSON as text. */
function withMinor(factor: Factor): Factor {
  if (factor.code !== 'amount') return factor
  const { expectedMinor, apartMinor, boundMinor, ...facts } = factor.facts
  const minor = { expectedMinor: BigInt(expectedMinor), apartMinor: BigInt(apartMinor), boundMinor: BigInt(boundMinor) }
  return { ...factor, facts: { ...facts, ...minor } }
}
