import type { PayoutRule } from '@/lib/domain/ledger/equations'
import type { ProofState } from '@/lib/domain/ledger/prove'
import type { SplitState } from '@/lib/domain/ledger/prove-split'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import type { Scope } from './sums'

export type ProofRow = {
  accountId: string
  livemode: boolean
  currency: string
  balanceType: string
  state: ProofState
  providerMinor: bigint | null
  ledgerMinor: bigint
  residualMinor: bigint | null
  /** The two lines below the total, where Stripe shows the balance in two parts: its figures, and what ours say. */
  splitState: SplitState | null
  splitPayouts: PayoutRule | null
  providerAvailableMinor: bigint | null
  providerPendingMinor: bigint | null
  availableMinor: bigint | null
  openingMinor: bigint
  openingLabel: string | null
  equation: string
  reads: number
  provenAt: Date
}

export type ProofCursor = { rank: number; accountId: string; currency: string; balanceType: string }
/** `differs`: proven as a whole, while Stripe's two parts are not ours. */
export type ProofFilter = { state?: ProofState | 'differs'; accountId?: string; after?: ProofCursor; limit?: number }

/** What needs a person comes first: residuals, then what could not be proven, then parts that differ, then the rest. */
const rank = `CASE WHEN state = 'residual' THEN 0 WHEN state = 'unproven' THEN 1 WHEN state = 'not_provable' THEN 3
  WHEN split_state = 'differs' THEN 2 ELSE 4 END`
const isApart = `(state = 'proven' AND split_state = 'differs')`

/** The proofs of all accounts; keyset by (rank, account, currency, balance type). */
export async function listProofs(ctx: Ctx, filter: ProofFilter = {}): Promise<(ProofRow & { rank: number })[]> {
  const { state = null, accountId = null, after, limit = 50 } = filter
  return inSql(ctx, (sql) =>
    sql.rows<ProofRow & { rank: number }>(
      `SELECT ${rank} AS rank, account_id AS "accountId", livemode, currency, balance_type AS "balanceType", state,
         provider_minor AS "providerMinor", ledger_minor AS "ledgerMinor", residual_minor AS "residualMinor",
         split_state AS "splitState", split_payouts AS "splitPayouts",
         provider_available_minor AS "providerAvailableMinor", provider_pending_minor AS "providerPendingMinor",
         available_minor AS "availableMinor", opening_minor AS "openingMinor", opening_label AS "openingLabel",
         equation, reads, proven_at AS "provenAt"
       FROM balance_proof
       WHERE marketplace_id = $1 AND ($2::text IS NULL OR state = $2 OR ($2 = 'differs' AND ${isApart})) AND ($3::text IS NULL OR account_id = $3)
         AND (${rank}, account_id, currency, balance_type) > ($4::int, $5, $6, $7)
       ORDER BY 1, account_id, currency, balance_type LIMIT $8`,
      [
        ctx.actor.marketplaceId,
        state,
        accountId,
        after?.rank ?? -1,
        after?.accountId ?? '',
        after?.currency ?? '',
        after?.balanceType ?? '',
        Math.min(Math.max(limit, 1), 200),
      ],
    ),
  )
}

export type ProofCount = { state: ProofState; cells: bigint; lastProvenAt: Date }

export async function countProofs(ctx: Ctx): Promise<ProofCount[]> {
  return inSql(ctx, (sql) =>
    sql.rows<ProofCount>(
      `SELECT state, count(*) AS cells, max(proven_at) AS "lastProvenAt" FROM balance_proof
       WHERE marketplace_id = $1 GROUP BY state ORDER BY min(${rank})`,
      [ctx.actor.marketplaceId],
    ),
  )
}

/** How many balances are proven as a whole while available and pending are told apart otherwise. */
export async function countSplitsApart(ctx: Ctx): Promise<bigint> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ cells: bigint }>(
      `SELECT count(*) AS cells FROM balance_proof WHERE marketplace_id = $1 AND ${isApart}`,
      [ctx.actor.marketplaceId],
    ),
  )
  return row?.cells ?? 0n
}

const sweepHours = 24

/**
 * Work follows events: accounts never proven, not proven at the last attempt, moved since, or not looked at for a day.
 * The platform's own comes first.
 */
export async function listAccountsDue(ctx: Ctx, scope: Scope): Promise<string[]> {
  const rows = await inSql(ctx, (sql) =>
    sql.rows<{ accountId: string }>(
      `SELECT a.account_id AS "accountId" FROM provider_account a
       LEFT JOIN LATERAL (
         SELECT min(p.proven_at) AS at, 
           bool_or(p.state IN ('residual', 'unproven') OR p.split_state IN ('differs', 'unproven')) AS open FROM balance_proof p
         WHERE p.marketplace_id = a.marketplace_id AND p.provider = a.provider AND p.livemode = a.livemode
           AND p.account_id = a.account_id) last ON true
       WHERE a.marketplace_id = $1 AND a.provider = $2 AND a.livemode = $3 AND a.deauthorized_at IS NULL
         AND (last.at IS NULL OR last.open OR last.at < $4::timestamptz - make_interval(hours => ${sweepHours})
           OR a.dirty_since IS NOT NULL
           OR EXISTS (SELECT FROM balance_transaction b WHERE b.marketplace_id = a.marketplace_id
             AND b.account_id = a.account_id AND b.created > last.at - interval '1 hour'))
       ORDER BY a.is_platform DESC, last.at NULLS FIRST, a.account_id`,
      [ctx.actor.marketplaceId, scope.name, scope.livemode, ctx.now],
    ),
  )
  return rows.map((row) => row.accountId)
}
