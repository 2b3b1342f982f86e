import type { ProviderLegFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'

/** A leg that is new or differs from what was stored. */
export type ChangedLeg = { moneyKey: string; accountId: string; parentId: string | null }

/**
 * Stores what the provider says moved. Settled stays settled; a leg of a charge that failed before it moved any money
 * is taken back. `late` legs come from snapshots older than what is stored: they may add and settle, not overwrite.
 * Answers only with legs that really changed, so that reconciliation looks again at nothing in vain.
 */
export async function storeLegs(
  sql: Sql,
  ctx: Ctx,
  given: readonly ProviderLegFact[],
  late: readonly ProviderLegFact[] = [],
): Promise<ChangedLeg[]> {
  const legs = lastOfEach(given)
  const standing = legs.filter((leg) => !leg.void)
  const taken = legs.filter((leg) => leg.void)
  const changed: ChangedLeg[] = []
  if (standing.length > 0)
    changed.push(...(await sql.rows<ChangedLeg>(upsert, [ctx.actor.marketplaceId, wire(standing)])))
  if (taken.length > 0) changed.push(...(await sql.rows<ChangedLeg>(takeBack, [ctx.actor.marketplaceId, wire(taken)])))
  if (late.length > 0)
    changed.push(...(await sql.rows<ChangedLeg>(settle, [ctx.actor.marketplaceId, wire(lastOfEach(late))])))
  return changed
}

const recordset = `jsonb_to_recordset($2::jsonb) AS x(k text, a text, n text, o text, m bigint, u text, c timestamptz,
  s boolean, p text, v text, r text)`
const returning = `RETURNING l.money_key AS "moneyKey", l.account_id AS "accountId", l.parent_id AS "parentId"`

const insert = `
  INSERT INTO provider_leg AS l (money_key, marketplace_id, account_id, kind, object_id, amount_minor, currency, created,
    settled, parent_id, seller_id, order_reference)
  SELECT k, $1, a, n, o, m, u, c, s, p, v, r FROM ${recordset}
  ORDER BY k, a, n`

const upsert = `${insert}
  ON CONFLICT (money_key, marketplace_id, account_id, kind) DO UPDATE SET
    amount_minor = CASE WHEN l.settled AND NOT EXCLUDED.settled THEN l.amount_minor ELSE EXCLUDED.amount_minor END,
    currency = EXCLUDED.currency, created = EXCLUDED.created, settled = l.settled OR EXCLUDED.settled,
    parent_id = COALESCE(EXCLUDED.parent_id, l.parent_id), seller_id = COALESCE(EXCLUDED.seller_id, l.seller_id),
    order_reference = COALESCE(EXCLUDED.order_reference, l.order_reference)
  WHERE (l.amount_minor, l.currency, l.created, l.settled, l.parent_id, l.seller_id, l.order_reference) IS DISTINCT FROM (
    CASE WHEN l.settled AND NOT EXCLUDED.settled THEN l.amount_minor ELSE EXCLUDED.amount_minor END,
    EXCLUDED.currency, EXCLUDED.created, l.settled OR EXCLUDED.settled, COALESCE(EXCLUDED.parent_id, l.parent_id),
    COALESCE(EXCLUDED.seller_id, l.seller_id), COALESCE(EXCLUDED.order_reference, l.order_reference))
  ${returning}`

const settle = `${insert}
  ON CONFLICT (money_key, marketplace_id, account_id, kind) DO UPDATE SET settled = true, amount_minor = EXCLUDED.amount_minor
  WHERE NOT l.settled AND EXCLUDED.settled
  ${returning}`

const takeBack = `
  DELETE FROM provider_leg l USING ${recordset}
  WHERE l.money_key = k AND l.marketplace_id = $1 AND l.account_id = a AND l.kind = n AND NOT l.settled
  ${returning}`

/** Of several sightings of one leg a settled one counts, else the last. */
function lastOfEach(legs: readonly ProviderLegFact[]): ProviderLegFact[] {
  const last = new Map<string, ProviderLegFact>()
  for (const leg of legs) {
    const key = `${leg.moneyKey}/${leg.accountId}/${leg.kind}`
    if (last.get(key)?.settled && !leg.settled) continue
    last.set(key, leg)
  }
  return [...last.values()]
}

function wire(legs: readonly ProviderLegFact[]): string {
  return JSON.stringify(
    legs.map((leg) => ({
      k: leg.moneyKey,
      a: leg.accountId,
      n: leg.kind,
      o: leg.objectId,
      m: leg.amountMinor.toString(),
      u: leg.currency,
      c: leg.created,
      s: leg.settled,
      p: leg.parentId,
      v: leg.sellerId,
      r: leg.orderReference,
    })),
  )
}
