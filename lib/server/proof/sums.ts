import type { NetSum } from '@/lib/domain/ledger/net-sum'
import type { Opening } from '@/lib/domain/ledger/prove'
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
  /** By how much Stripe's available differed from ours the last time; null where that was no question. */
  splitOffMinor: bigint | null
  provenAt: Date
}

/** What Stripe said of single rows when it was asked anew: `status` by balance transaction. */
export type Statuses = ReadonlyMap<string, 'available' | 'pending'>

export async function loadStoredProofs(sql: Sql, ctx: Ctx, scope: Scope, accountId: string): Promise<StoredProof[]> {
  return sql.rows<StoredProof>(
    `SELECT currency, balance_type AS "balanceType", state, provider_minor AS "providerMinor",
       residual_minor AS "residualMinor", opening_minor AS "openingMinor", 
       CASE WHEN split_state = 'differs' THEN provider_available_minor - available_minor END AS "splitOffMinor",
       proven_at AS "provenAt"
     FROM balance_proof WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId],
  )
}

export function openingsOf(stored: readonly StoredProof[]): Opening[] {
  return stored
    .filter((cell) => cell.openingMinor !== 0n)
    .map(({ balanceType, currency, openingMinor }) => ({ balanceType, currency, minor: openingMinor }))
}

/**
 * Σ net straight from the balance transactions: the proof rests on what Stripe said, not on what was posted. Whether a
 * row is available: what Stripe said when asked anew, else its date, else its status when it was read.
 */
export async function sumNets(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  accountId: string,
  statuses: Statuses = new Map(),
): Promise<NetSum[]> {
  const told = (status: string) => [...statuses].filter(([, said]) => said === status).map(([id]) => id)
  return sql.rows<NetSum>(
    `SELECT currency, balance_type AS "balanceType", sum(net_minor)::bigint AS "netMinor",
       coalesce(sum(net_minor) FILTER (WHERE available), 0)::bigint AS "availableMinor",
       coalesce(sum(net_minor) FILTER (WHERE NOT available AND reporting_category = 'payout'), 0)::bigint
         AS "payoutsUnderWayMinor",
       coalesce(sum(net_minor) FILTER (WHERE reporting_category = 'connect_reserved_funds'), 0)::bigint
         AS "reservedNetMinor",
       coalesce(sum(net_minor) FILTER (WHERE reporting_category = 'risk_reserved_funds'), 0)::bigint AS "riskNetMinor"
     FROM (
       SELECT currency, balance_type, reporting_category, net_minor,
         CASE WHEN id = ANY($6::text[]) THEN true WHEN id = ANY($7::text[]) THEN false
           ELSE ${isAvailable('$5')} END AS available
       FROM balance_transaction
       WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4
     ) rows
     GROUP BY currency, balance_type`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, ctx.now, told('available'), told('pending')],
  )
}

/** By the row itself: its date has come, or it was available when it was read, and what is available stays so. */
export function isAvailable(asOf: string): string {
  return `(available_on <= ${asOf}::timestamptz OR coalesce(raw->>'status', '') = 'available')`
}

/** A row's date may come days before Stripe lets the money go; beyond that nobody waits. */
const doubtDays = 7

/** When the rows were made that Stripe may put elsewhere than we do: pending when read, or due only lately. */
export async function doubtfulWindow(
  sql: Sql,
  ctx: Ctx,
  scope: Scope,
  accountId: string,
): Promise<{ from: Date; to: Date } | null> {
  const [row] = await sql.rows<{ from: Date | null; to: Date | null }>(
    `SELECT min(created) AS "from", max(created) + interval '1 second' AS "to" FROM balance_transaction
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4
       AND available_on > $5::timestamptz - make_interval(days => ${doubtDays})
       AND raw->>'status' IS DISTINCT FROM 'available'`,
    [ctx.actor.marketplaceId, scope.name, scope.livemode, accountId, ctx.now],
  )
  return row?.from && row.to ? { from: row.from, to: row.to } : null
}
