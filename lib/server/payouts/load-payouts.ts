import type { PayoutFact } from '@/lib/domain/payouts/composition'
import { compositionPolicy } from '@/lib/domain/payouts/policy'
import { type Absence, type ResumePoint, resumePoint } from '@/lib/domain/payouts/resume'
import type { Sql } from '../db/transaction'
import { type BalancePlace, ofBalance, placeParams } from './balance-place'
import { type StoredState, stateFromJson } from './walk-state'

/** So many stored states are looked through for one to go on from; beyond them the walk begins anew. */
const mostStates = 200

const own = `LEFT JOIN LATERAL (
    SELECT b.amount_minor, b.currency, b.balance_type FROM balance_transaction b WHERE b.money_key = o.money_key
      AND b.marketplace_id = o.marketplace_id AND b.account_id = o.account_id AND b.source_id = o.id
      AND b.reporting_category = 'payout' ORDER BY b.created, b.id LIMIT 1) own ON true`
const ofAccount = `o.marketplace_id = $1 AND o.provider = $2 AND o.livemode = $3 AND o.account_id = $4
  AND o.object_type = 'payout' AND coalesce(own.currency, o.currency) = $5`

/** In which balances of an account and currency payouts were made; a payout without its row is taken from payments. */
export async function balanceTypesOf(
  sql: Sql,
  marketplaceId: string,
  { provider, livemode, accountId, currency }: Omit<BalancePlace, 'balanceType'>,
): Promise<string[]> {
  const found = await sql.rows<{ balanceType: string }>(
    `SELECT DISTINCT coalesce(own.balance_type, 'payments') AS "balanceType" FROM provider_object o ${own}
     WHERE ${ofAccount} UNION SELECT DISTINCT balance_type FROM payout_composition
     WHERE marketplace_id = $1 AND provider = $2 AND livemode = $3 AND account_id = $4 AND currency = $5 ORDER BY 1`,
    [marketplaceId, provider, livemode, accountId, currency],
  )
  return found.map(({ balanceType }) => balanceType)
}

/** The payouts of a balance, from `from` on. The amount is what left the balance, in the balance's currency. */
export async function payoutsSince(
  sql: Sql,
  marketplaceId: string,
  place: BalancePlace,
  from: Date | null,
): Promise<PayoutFact[]> {
  const rows = await sql.rows<Omit<PayoutFact, 'listed'> & { items: number; itemsMinor: bigint }>(
    `SELECT o.id, coalesce(-own.amount_minor, o.amount_minor) AS "amountMinor", o.created,
       coalesce(o.raw->>'automatic' = 'true', false) AS "isAutomatic",
       coalesce(o.raw->>'method' = 'instant', false) AS "isInstant",
       coalesce(listed.items, 0)::int AS items, coalesce(listed.minor, 0)::bigint AS "itemsMinor"
     FROM provider_object o ${own}
     LEFT JOIN LATERAL (SELECT count(*) AS items, sum(i.net_minor) AS minor FROM payout_item i
       WHERE o.raw->>'automatic' = 'true' AND i.marketplace_id = o.marketplace_id AND i.payout_id = o.id
         AND i.account_id = o.account_id) listed ON true
     WHERE ${ofAccount} AND coalesce(own.balance_type, 'payments') = $6 AND o.amount_minor IS NOT NULL
       AND ($7::timestamptz IS NULL OR o.created >= $7)`,
    [...placeParams(marketplaceId, place), from],
  )
  return rows.map(({ items, itemsMinor, ...payout }) => {
    return { ...payout, listed: items > 0 ? { rows: items, netMinor: itemsMinor } : null }
  })
}

/**
 * Where the walk can go on, so that only what changed since then is looked at again. A state that another version of the
 * allocation kept is no beginning: that balance is walked from its first row, once.
 */
export async function whereToGoOn(
  sql: Sql,
  marketplaceId: string,
  place: BalancePlace,
  since: Date,
): Promise<ResumePoint | null> {
  const params = placeParams(marketplaceId, place)
  const stored = await sql.rows<{ payoutId: string; created: Date; state: StoredState }>(
    `SELECT c.payout_id AS "payoutId", c.payout_created AS created, c.open_after AS state FROM payout_composition c
     WHERE ${ofBalance('c')} AND c.payout_created < $7 AND c.open_after IS NOT NULL AND c.policy = $8
     ORDER BY c.payout_created DESC, c.payout_id COLLATE "C" DESC LIMIT ${mostStates}`,
    [...params, since, compositionPolicy.version],
  )
  const oldest = stored.at(-1)
  if (!oldest) return null
  const kept = stored.map(({ state, ...place }) => ({ ...place, after: stateFromJson(state) }))
  return resumePoint(kept, since, await absencesSince(sql, params, oldest.created))
}

async function absencesSince(sql: Sql, params: unknown[], oldest: Date): Promise<Absence[]> {
  const rows = await sql.rows<{ left: Date; back: Date }>(
    `SELECT o.created AS left, b.available_on AS back FROM balance_transaction b
     JOIN provider_object o ON o.money_key = b.money_key AND o.marketplace_id = b.marketplace_id
       AND o.account_id = b.account_id AND o.id = b.source_id AND o.object_type = 'payout'
     WHERE ${ofBalance('b')} AND b.reporting_category = 'payout_reversal' AND b.available_on >= $7`,
    [...params, oldest],
  )
  return rows.map(({ left, back }) => ({ left: left.getTime(), back: Math.max(back.getTime(), left.getTime() + 1) }))
}
