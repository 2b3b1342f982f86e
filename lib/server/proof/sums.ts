import type { NetSum, Opening } from '@/lib/domain/ledger/prove'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** Which provider the balances are held by. */
export type Scope = { name: string; livemode: boolean }

/** What was stored the last time, with the openings that stand in it. */
export type StoredProof = {
  currency: string
  balanceType: string
  state: string
  providerMinor: bigint | null
  residualMinor: bigint | null
  openingMinor: bigint
  provenAt: Date
}

export async function loadStoredProofs(sql: Sql, ctx: Ctx, scope: Scope, accountId: string): Promise<StoredProof[]> {
  return sql.rows<StoredProof>(
    `SELECT currency, balance_type AS "balanceType", state, provider_minor AS "providerMinor",
       residual_minor AS "residualMinor", opening_minor AS "openingMinor", proven_at AS "provenAt"
     FROM balance_proof WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId],
  )
}

export function openingsOf(stored: readonly StoredProof[]): Opening[] {
  return stored
    .filter((cell) => cell.openingMinor !== 0n)
    .map(({ balanceType, currency, openingMinor }) => ({ balanceType, currency, minor: openingMinor }))
}

/** Σ net straight from the balance transactions: the proof rests on what Stripe said, not on what was posted. */
export async function sumNets(sql: Sql, ctx: Ctx, scope: Scope, accountId: string): Promise<NetSum[]> {
  return sql.rows<NetSum>(
    `SELECT currency, balance_type AS "balanceType", sum(net_minor)::bigint AS "netMinor",
       coalesce(sum(net_minor) FILTER (WHERE available_on <= $5), 0)::bigint AS "usableMinor",
       coalesce(sum(net_minor) FILTER (WHERE reporting_category = 'connect_reserved_funds'), 0)::bigint
         AS "reservedNetMinor"
     FROM balance_transaction
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4
     GROUP BY currency, balance_type`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, ctx.now],
  )
}
