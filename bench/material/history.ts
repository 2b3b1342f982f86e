import { benchNow, type Field, platformAccount } from '../ground'

/**
 * Ninety days of a platform's own balance in SQL, queued for the ledger: of twenty movements twelve are sales, five
 * transfers to sellers, two application fees and one a refund, in three currencies; of the sales Stripe takes a fee where it is
 * asked for.
 */
export async function makeHistory({ admin, marketplaceId }: Field, rows: number, withFees = false): Promise<void> {
  await admin.query(
    `CREATE TABLE moved AS
     SELECT n, at, currency, kind, category, prefix || md5(kind || n) AS id, 'txn_' || md5('txn' || n) AS txn, amount, sign,
       CASE WHEN kind <> 'charge' THEN 'ch_' || md5('charge' || (n - n % 20)) END AS parent_id
     FROM (SELECT n, n % 20 AS role, 500 + h % 40000 AS a, (ARRAY['eur','usd','jpy'])[1 + n / 20 % 3] AS currency,
         $1::timestamptz - interval '90 days' + (h / 400) % 7776000 * interval '1 second' AS at
       FROM generate_series(0, $2::int - 1) AS n, LATERAL (SELECT hashint4extended(n, 5) & 9007199254740991 AS h) AS hashed) AS s,
     LATERAL (SELECT CASE WHEN role < 12 THEN 'charge' WHEN role < 17 THEN 'transfer' WHEN role < 19 THEN 'application_fee'
         ELSE 'refund' END AS kind, CASE WHEN role < 12 THEN a WHEN role < 17 THEN a * 2 ELSE a / 4 + 1 END AS amount) AS k,
     LATERAL (VALUES ('charge', 'ch_', 'charge', 1), ('transfer', 'tr_', 'transfer', -1),
       ('application_fee', 'fee_', 'platform_earning', 1), ('refund', 're_', 'refund', -1))
       AS c(named, prefix, category, sign) WHERE named = kind`,
    [benchNow, rows],
  )
  await admin.query(
    `INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created,
       amount_minor, currency, status, parent_id, raw, observed_at)
     SELECT 'stripe:' || id, $1, $2, id, 'stripe', false, kind, at, amount, currency, 'succeeded', parent_id,
       jsonb_strip_nulls(jsonb_build_object('id', id, 'object', kind, 'amount', amount, 'amount_captured',
         CASE WHEN kind = 'charge' THEN amount END, 'destination', CASE WHEN kind = 'transfer' THEN 'acct_' || n % 400 END,
         'originating_transaction', CASE WHEN kind = 'application_fee' THEN parent_id END)), $3
     FROM moved`,
    [marketplaceId, platformAccount, benchNow],
  )
  await admin.query(
    `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
       balance_type, source_id, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
     SELECT 'stripe:' || id, $1, $2, txn, 'stripe', false, kind, category, 'payments', id, sign * amount, fee, sign * amount - fee,
       currency, at, at, jsonb_build_object('id', txn, 'object', 'balance_transaction', 'fee_details', CASE WHEN fee = 0
         THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('amount', fee, 'application', NULL, 'currency', currency,
           'description', 'Stripe processing fees', 'type', 'stripe_fee')) END)
     FROM moved, LATERAL (SELECT CASE WHEN $3 AND kind = 'charge' THEN amount / 40 + 25 ELSE 0 END AS fee) f`,
    [marketplaceId, platformAccount, withFees],
  )
  await admin.query(
    `INSERT INTO posting_queue (money_key, marketplace_id, account_id, balance_transaction_id)
     SELECT money_key, marketplace_id, account_id, id FROM balance_transaction`,
  )
  await admin.query('DROP TABLE moved')
  await admin.query('VACUUM ANALYZE provider_object, balance_transaction, posting_queue')
}
