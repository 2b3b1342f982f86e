/**
 * What SQL may set aside: only what is exactly equal. Each query answers with the money keys of which that cannot be
 * said; their families go to lib/domain, which alone decides. `$1` is the marketplace. The tables are named by the
 * caller: partitions for a full run, temporary tables of whole families for touched keys.
 */
export type Tables = { legs: string; entries: string }

/** Both sides of one object: each there once and exactly equal. Joined on what nearly always tells them apart. */
function pairs({ legs, entries }: Tables): string {
  return `(SELECT money_key, kind, account_id, object_id, amount_minor, currency, settled FROM ${legs}
      WHERE marketplace_id = $1) l
    FULL JOIN (SELECT money_key, kind, count(*) AS entries, min(account_id) AS account_id,
        min(amount_minor) AS amount_minor, min(currency) AS currency FROM ${entries}
      WHERE marketplace_id = $1 GROUP BY money_key, kind) b
      ON l.money_key = b.money_key AND l.kind = b.kind`
}

const differs = `(l.money_key IS NULL OR b.money_key IS NULL OR l.account_id <> b.account_id
  OR l.amount_minor <> b.amount_minor OR l.currency <> b.currency OR NOT l.settled)`
const unequal = `(${differs} OR b.entries > 1)`

/**
 * One partition: the suspects, and how many rows were looked at. Sales that know only their order, and the
 * charges that they are linked to, are left to `orderSuspects`. Grouping would cost as much as the join and nearly always
 * find nothing: where more legs were met than there are, one met two entries, and only then `doubledEntries` is asked.
 */
export function pairSuspects({ legs, entries }: Tables): string {
  return `SELECT coalesce(array_agg(coalesce(l.money_key, b.money_key)) FILTER (WHERE ${differs}
        AND NOT (l.money_key IS NULL AND b.kind = 'sale' AND b.money_key LIKE 'books:%')
        AND NOT (b.money_key IS NULL AND l.kind = 'sale' AND l.settled
          AND l.object_id IN (SELECT object_id FROM book_link WHERE marketplace_id = $1))), '{}') AS keys,
      count(l.money_key)::int AS met, (SELECT count(*) FROM ${legs} WHERE marketplace_id = $1)::int AS legs,
      (SELECT count(*) FROM ${entries} WHERE marketplace_id = $1)::int AS entries
    FROM (SELECT money_key, kind, account_id, object_id, amount_minor, currency, settled FROM ${legs}
      WHERE marketplace_id = $1) l
    FULL JOIN (SELECT money_key, kind, account_id, amount_minor, currency FROM ${entries} WHERE marketplace_id = $1) b
      ON l.money_key = b.money_key AND l.kind = b.kind`
}

/** Keys under which the books have two entries of one kind. */
export function doubledEntries({ entries }: Tables): string {
  return `SELECT money_key AS key FROM ${entries} WHERE marketplace_id = $1 GROUP BY money_key, kind HAVING count(*) > 1`
}

/** The same for touched keys, of which all legs and entries are in the tables. */
export function unequalKeys(tables: Tables): string {
  return `SELECT coalesce(l.money_key, b.money_key) AS key FROM ${pairs(tables)} WHERE ${unequal}`
}

/** Sales that know only their order: fine where the link leads to one settled charge, equal and claimed by nobody else. */
export function orderSuspects({ legs, entries }: Tables): string {
  return `WITH alone AS MATERIALIZED (
      SELECT e.money_key, e.account_id, e.amount_minor, e.currency, k.object_id FROM ${entries} e
      LEFT JOIN book_link k ON k.money_key = e.money_key AND k.marketplace_id = $1 AND k.account_id = e.account_id
        AND k.entry_id = e.id
      WHERE e.marketplace_id = $1 AND e.object_id IS NULL AND e.kind = 'sale')
    SELECT a.money_key AS key FROM alone a
    LEFT JOIN ${legs} l ON l.money_key = 'stripe:' || a.object_id AND l.marketplace_id = $1
      AND l.account_id = a.account_id AND l.kind = 'sale'
    WHERE l.money_key IS NULL OR NOT l.settled OR l.amount_minor <> a.amount_minor OR l.currency <> a.currency
    UNION ALL
    SELECT e.money_key FROM alone a JOIN ${entries} e ON e.money_key = 'stripe:' || a.object_id AND e.marketplace_id = $1
    UNION ALL
    SELECT min(money_key) FROM alone WHERE object_id IS NOT NULL GROUP BY object_id HAVING count(*) > 1`
}

/**
 * Orders that more than one charge carries, as hashes: two orders that collide are looked at in vain, none is missed.
 * Nearly always there is none, and nothing but eight bytes a charge was grouped.
 */
export function sharedOrders({ legs }: Tables): string {
  return `SELECT hashtextextended(order_reference, 0) AS hash FROM ${legs}
    WHERE marketplace_id = $1 AND kind = 'sale' AND order_reference IS NOT NULL
    GROUP BY 1 HAVING count(*) > 1`
}

/** The charges of those orders (`$2`). */
export function chargesOfOrders({ legs }: Tables): string {
  return `SELECT money_key AS key FROM ${legs} WHERE marketplace_id = $1 AND kind = 'sale'
    AND order_reference IS NOT NULL AND hashtextextended(order_reference, 0) = ANY($2::bigint[])`
}

/** Automatic payouts that are completely itemised, with the sum of their items. */
function itemised(ids: string | null): string {
  return `SELECT o.money_key, o.account_id, o.id, o.currency, o.amount_minor, o.created, i.items, i.minor
    FROM ${stripeRows('provider_object', 'o', ids)}
    JOIN sync_cursor s ON s.marketplace_id = $1 AND s.provider = o.provider AND s.livemode = o.livemode
      AND s.account_id = o.account_id AND s.stream = 'payout:' || o.id AND s.done
    CROSS JOIN LATERAL (SELECT count(*) AS items, coalesce(sum(net_minor), 0)::bigint AS minor FROM payout_item
      WHERE marketplace_id = $1 AND account_id = o.account_id AND payout_id = o.id) i
    WHERE o.marketplace_id = $1 AND o.object_type = 'payout' AND o.raw->>'automatic' = 'true'
      AND o.raw->>'reconciliation_status' = 'completed'`
}

/** Payouts whose items are not exactly the payout; `ids` narrows to the members of some families. */
export function payoutSuspects(ids: string | null): string {
  return `SELECT p.money_key AS key FROM (${itemised(ids)}) p WHERE p.minor <> p.amount_minor`
}

export function payoutItemsOf(ids: string): string {
  return `SELECT p.account_id AS account, p.id AS "payoutId", p.currency, p.amount_minor AS "amountMinor", p.created,
    p.minor AS "itemsMinor", p.items::int AS items FROM (${itemised(ids)}) p`
}

/** Connected accounts whose fees somebody else pays. */
const paidFor = `payer AS MATERIALIZED (
    SELECT livemode, account_id FROM provider_account
    WHERE marketplace_id = $1 AND NOT is_platform AND raw#>>'{controller,fees,payer}' <> 'account')`
const isOdd = `(b.reporting_category <> ALL($2::text[])
    OR (b.reporting_category IN ('fee', 'network_cost') AND b.source_id IS NULL AND b.net_minor < 0
      AND (b.livemode, b.account_id) IN (SELECT livemode, account_id FROM payer)))`

/** Movements whose category (`$2`: the published ones) nobody has published, and fees that belong to no payment. */
export function oddSuspects(ids: string | null): string {
  return `WITH ${paidFor} SELECT b.money_key AS key FROM ${stripeRows('balance_transaction', 'b', ids)}
    WHERE b.marketplace_id = $1 AND ${isOdd}`
}

export function oddMovementsOf(ids: string): string {
  return `WITH ${paidFor}
    SELECT b.account_id AS account, b.id, b.source_id AS "sourceId", b.reporting_category AS "reportingCategory",
      b.type, b.net_minor AS "netMinor", b.currency, b.created,
      CASE WHEN NOT a.is_platform THEN a.raw#>>'{controller,fees,payer}' END AS "feePayer"
    FROM ${stripeRows('balance_transaction', 'b', ids)}
    LEFT JOIN provider_account a ON a.marketplace_id = $1 AND a.provider = b.provider AND a.livemode = b.livemode
      AND a.account_id = b.account_id
    WHERE b.marketplace_id = $1 AND ${isOdd}`
}

function stripeRows(table: string, alias: string, ids: string | null): string {
  return ids === null ? `${table} ${alias}` : `${ids} m JOIN ${table} ${alias} ON ${alias}.money_key = m.money_key`
}
