import { settlingCategories } from '@/lib/domain/reconciliation/settlement'

/** Disputed charges with anything that a dispute may be held against: refunds, transfers. */
export function disputeSuspects(legs: string): string {
  return `WITH disputed AS MATERIALIZED (
      SELECT DISTINCT parent_id AS id FROM ${legs}
      WHERE marketplace_id = $1 AND kind IN ('dispute', 'dispute_reversal') AND parent_id IS NOT NULL)
    SELECT 'stripe:' || d.id AS key FROM disputed d WHERE EXISTS (
      SELECT FROM ${legs} p WHERE p.marketplace_id = $1 AND p.parent_id = d.id AND p.kind IN ('refund', 'transfer'))`
}

/** A sale that promises shares or a rate, with the charge that it names or that its order leads to. */
export const promiseColumns = 'account_id text, currency text, shares jsonb, quote jsonb, id text, charge_key text'

/** All such sales of the books, one kind of promise at a time: each has an index of its own. */
export function promisesOf(kind: 'shares' | 'quote'): string {
  return `SELECT e.account_id, e.currency, e.shares, e.quote, coalesce(e.object_id, k.object_id) AS id,
      CASE WHEN e.object_id IS NULL THEN 'stripe:' || k.object_id ELSE e.money_key END AS charge_key
    FROM book_entry e
    LEFT JOIN book_link k ON e.object_id IS NULL AND k.money_key = e.money_key AND k.marketplace_id = $1
      AND k.account_id = e.account_id AND k.entry_id = e.id
    WHERE e.marketplace_id = $1 AND e.kind = 'sale' AND e.${kind} IS NOT NULL
      AND (e.object_id IS NOT NULL OR k.object_id IS NOT NULL)`
}

/**
 * Sales whose shares are not, seller by seller and in the sale's currency, exactly what was transferred of the charge.
 * Transfers anew are counted here too: a charge that has any is disputed, and among the suspects already.
 */
export function shareSuspects(legs: string, promises: string): string {
  return `WITH promise AS MATERIALIZED (${promises}),
    said AS (
      SELECT p.id, p.currency, s.seller, sum(s."amountMinor") AS minor FROM promise p
      CROSS JOIN LATERAL jsonb_to_recordset(p.shares) AS s(seller text, "amountMinor" bigint)
      WHERE s.seller <> p.account_id GROUP BY 1, 2, 3),
    given AS (
      SELECT p.id, t.currency, t.seller_id AS seller, sum(t.amount_minor) AS minor FROM promise p
      JOIN ${legs} t ON t.marketplace_id = $1 AND t.parent_id = p.id AND t.kind = 'transfer' GROUP BY 1, 2, 3)
    SELECT DISTINCT 'stripe:' || coalesce(said.id, given.id) AS key FROM said
    FULL JOIN given ON given.id = said.id AND given.seller = said.seller AND given.currency = said.currency
    WHERE coalesce(said.minor, 0) <> coalesce(given.minor, 0)`
}

const settling = settlingCategories.map((category) => `'${category}'`).join(', ')

/** Sales that settled, in the currency of their quote, for less than the quote makes of them, by the same arithmetic. */
export function quoteSuspects(legs: string, promises: string): string {
  return `WITH promise AS MATERIALIZED (${promises})
    SELECT p.charge_key AS key FROM promise p
    JOIN balance_transaction b ON b.money_key = p.charge_key AND b.marketplace_id = $1 AND b.account_id = p.account_id
      AND b.currency = p.quote->>'currency' AND b.reporting_category IN (${settling})
    JOIN ${legs} c ON c.money_key = p.charge_key AND c.marketplace_id = $1 AND c.account_id = p.account_id AND c.kind = 'sale'
    GROUP BY p.charge_key, p.account_id, p.quote, c.amount_minor
    HAVING sum(b.amount_minor) < round(c.amount_minor * (p.quote->>'rate')::numeric)`
}
