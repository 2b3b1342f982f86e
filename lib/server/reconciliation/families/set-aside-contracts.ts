import { everySeller } from '@/lib/domain/fees/contract'
import type { Tables } from './set-aside'

/** Beyond this amount the product with basis points might leave eight bytes: the domain counts without such a limit. */
const countable = 900_000_000_000_000n

/**
 * What each seller agreed to, in time. A contract for every seller is written out for the sellers of fees, up to the first
 * of their own; where there is none, nobody is looked for.
 */
const contracts = (legs: string) => `own AS (
    SELECT seller_id, reference, refund_policy, bands, valid_from FROM fee_contract
    WHERE marketplace_id = $1 AND seller_id <> '${everySeller}'),
  standard AS MATERIALIZED (
    SELECT reference, refund_policy, bands, valid_from FROM fee_contract WHERE marketplace_id = $1 AND seller_id = '${everySeller}'),
  bound AS (
    SELECT * FROM own UNION ALL
    SELECT s.seller_id, d.reference, d.refund_policy, d.bands, d.valid_from FROM standard d, (
      SELECT DISTINCT seller_id FROM ${legs} WHERE (SELECT EXISTS (SELECT FROM standard)) AND marketplace_id = $1
        AND kind = 'application_fee' AND seller_id IS NOT NULL) s
    WHERE NOT EXISTS (SELECT FROM own o WHERE o.seller_id = s.seller_id AND o.valid_from <= d.valid_from)),
  contract AS (
    SELECT seller_id, reference, refund_policy, bands, valid_from,
      lead(valid_from) OVER (PARTITION BY seller_id ORDER BY valid_from, reference) AS valid_until FROM bound)`
const inForce = `t.seller_id = f.seller_id AND c.created >= t.valid_from
      AND (t.valid_until IS NULL OR c.created < t.valid_until)`

/** Fees that are not, by the same integer formula, what the contract in force says. */
export function feeSuspects({ legs }: Tables): string {
  return `WITH ${contracts(legs)}, band AS (
      SELECT c.seller_id, c.valid_from, c.valid_until, b.*, lead(b."fromMinor") OVER (
        PARTITION BY c.seller_id, c.reference, b.currency ORDER BY b."fromMinor") AS to_minor
      FROM contract c CROSS JOIN LATERAL jsonb_to_recordset(c.bands)
        AS b(currency text, "fromMinor" bigint, "rateBp" bigint, "fixedMinor" bigint))
    SELECT f.money_key AS key FROM ${legs} f
    JOIN ${legs} c ON c.money_key = 'stripe:' || f.parent_id AND c.marketplace_id = $1 AND c.kind = 'sale'
    JOIN band t ON ${inForce} AND t.currency = c.currency AND c.amount_minor >= t."fromMinor"
      AND (t.to_minor IS NULL OR c.amount_minor < t.to_minor)
    WHERE f.marketplace_id = $1 AND f.kind = 'application_fee' AND c.settled AND f.currency = c.currency
      AND CASE WHEN c.amount_minor > ${countable} THEN true
        ELSE f.amount_minor <> (c.amount_minor * t."rateBp" + 5000) / 10000 + t."fixedMinor" END`
}

/** Refunded charges of which not everything came back that ever could: transfers in full, fees unless they are kept. */
export function leakSuspects({ legs }: Tables): string {
  return `WITH ${contracts(legs)}, refunded AS (
      SELECT DISTINCT parent_id AS id FROM ${legs}
      WHERE marketplace_id = $1 AND kind = 'refund' AND parent_id IS NOT NULL),
    child AS (
      SELECT p.* FROM refunded r JOIN ${legs} p ON p.parent_id = r.id
      WHERE p.marketplace_id = $1 AND p.kind IN ('application_fee', 'transfer')),
    given AS (
      SELECT g.parent_id AS id, g.currency, sum(g.amount_minor) AS minor FROM child
      JOIN ${legs} g ON g.parent_id = child.object_id
      WHERE g.marketplace_id = $1 AND g.kind IN ('application_fee_refund', 'transfer_reversal') GROUP BY 1, 2),
    short AS MATERIALIZED (
      SELECT f.money_key, f.kind, f.seller_id, 'stripe:' || f.parent_id AS charge_key FROM child f
      LEFT JOIN given ON given.id = f.object_id AND given.currency = f.currency
      WHERE coalesce(given.minor, 0) < f.amount_minor)
    SELECT money_key AS key FROM short WHERE kind = 'transfer'
    UNION ALL
    SELECT f.money_key FROM short f
    JOIN ${legs} c ON c.money_key = f.charge_key AND c.marketplace_id = $1 AND c.kind = 'sale'
    JOIN contract t ON ${inForce} AND t.refund_policy = 'returned' WHERE f.kind = 'application_fee'`
}
