import { benchNow, type Field, platformAccount } from '../ground'

export type TwoSides = { legs: number; entries: number; defects: number }

/**
 * Stripe's side and the books' side in SQL: of ten sales six have an application fee (by the contract in force), three a
 * transfer, one a refund, so half as many sales as rows. One object in a hundred differs: not in the books, not at
 * Stripe, or by one euro.
 */
export async function makeTwoSides({ admin, marketplaceId }: Field, rows: number): Promise<TwoSides> {
  await admin.query(
    `CREATE TABLE moved AS
     SELECT kind, object_id, parent_id, amount, at, seller, (kind = 'sale') AS is_sale, n,
       (hashtextextended(object_id, 7) & 9007199254740991) % 300 AS fate
     FROM (SELECT n, 'ch_' || md5('ch' || n) AS charge, 500 + h % 40000 AS a, 'acct_' || md5((h % 400)::text) AS seller,
         $1::timestamptz - interval '75 days' + (h / 400) % 6048000 * interval '1 second' AS at
       FROM generate_series(1, $2::int) AS n, LATERAL (SELECT hashint4extended(n, 3) & 9007199254740991 AS h) AS hashed) AS s,
     LATERAL (SELECT (a * 1000 + 5000) / 10000 + 30 AS fee) AS priced,
     LATERAL (VALUES ('sale', charge, NULL, a), ('application_fee', 'fee_' || md5('fee' || n), charge, fee),
       ('transfer', 'tr_' || md5('tr' || n), charge, a - fee), ('refund', 're_' || md5('re' || n), charge, a / 2))
       AS o(kind, object_id, parent_id, amount)
     WHERE kind = 'sale' OR (kind = 'application_fee' AND n % 10 < 6) OR (kind = 'transfer' AND n % 10 < 3)
       OR (kind = 'refund' AND n % 10 = 9)`,
    [benchNow, Math.round(rows / 2)],
  )
  await admin.query(
    `INSERT INTO provider_leg (money_key, marketplace_id, account_id, kind, object_id, amount_minor, currency, created,
       settled, parent_id, seller_id, order_reference)
     SELECT 'stripe:' || object_id, $1, $2, kind, object_id, amount, 'eur', at, true, parent_id, seller,
       CASE WHEN is_sale THEN 'order-' || n END FROM moved WHERE fate <> 0`,
    [marketplaceId, platformAccount],
  )
  await admin.query(
    `INSERT INTO book_entry (money_key, marketplace_id, account_id, id, reference, kind, provider, object_id,
       order_reference, amount_minor, currency, occurred_at, seller_id)
     SELECT 'stripe:' || object_id, $1, $2, 'be_' || md5(object_id), 'ref-' || object_id, kind, 'stripe', object_id,
       CASE WHEN is_sale THEN 'order-' || n END, amount + CASE WHEN fate = 1 THEN 100 ELSE 0 END, 'eur', at, seller
     FROM moved WHERE fate <> 2`,
    [marketplaceId, platformAccount],
  )
  await admin.query(
    `INSERT INTO fee_contract (marketplace_id, reference, seller_id, tier, valid_from, refund_policy, bands)
     SELECT $1, 'contract-' || n, 'acct_' || md5(n::text), 'standard', '2026-01-01', 'kept',
       '[{"currency": "eur", "fromMinor": "0", "rateBp": 1000, "fixedMinor": "30"}]' FROM generate_series(0, 399) AS n`,
    [marketplaceId],
  )
  const { rows: counted } = await admin.query<Record<keyof TwoSides, string>>(
    `SELECT count(*) FILTER (WHERE fate <> 0) AS legs, count(*) FILTER (WHERE fate <> 2) AS entries,
       count(*) FILTER (WHERE fate < 3) AS defects FROM moved`,
  )
  await admin.query('DROP TABLE moved')
  await admin.query('VACUUM ANALYZE provider_leg, book_entry, fee_contract')
  const [found] = counted
  return { legs: Number(found?.legs), entries: Number(found?.entries), defects: Number(found?.defects) }
}
