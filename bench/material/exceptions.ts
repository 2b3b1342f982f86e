import type { Field } from '../ground'
import { benchNow } from '../ground'

/**
 * A queue in SQL, one row a number: ten in a hundred open, the rest long settled, twelve kinds, three currencies, 400
 * sellers of whom a few have most of it, due times that come in no order.
 */
export async function makeExceptions(field: Field, count: number): Promise<void> {
  await field.admin.query(
    `INSERT INTO recon_exception (marketplace_id, id, money_key, account_id, family_id, kind, object_id, seller_id, currency,
       amount_minor, direction, sentence, evidence, severity, occurred_at, due_at, opened_at, state, resolution, closed_at)
     SELECT $1, md5('ex' || n), 'stripe:ch_' || md5(n::text), seller, 'ch_' || md5(n::text),
       (ARRAY['MISSING_IN_BOOKS','MISSING_IN_STRIPE','TIMING_PENDING','AMOUNT_MISMATCH','CURRENCY_MISMATCH','FEE_VARIANCE',
         'DUPLICATE','APP_FEE_NOT_REFUNDED','TRANSFER_NOT_REVERSED','PAYOUT_FAILED_UNBOOKED','NEGATIVE_BALANCE',
         'UNKNOWN_TYPE'])[1 + (h / 10) % 12],
       'ch_' || md5(n::text), seller, (ARRAY['eur','usd','jpy'])[1 + (h / 120) % 3],
       1 + (h / 7) % 500000, 'books_only', 'The books do not know a sale of 184.20 EUR that Stripe has settled.',
       '{"rows": [], "parts": [], "rule": "no entry of the right kind names it", "policyVersion": "1"}', 1 + (h / 360) % 4,
       $2::timestamptz - (h / 11) % 7776000 * interval '1 second', $2::timestamptz + ((h / 13) % 9999991 - 7776000) * interval '1 second',
       $2::timestamptz - (h / 17) % 7775999 * interval '1 second', CASE WHEN h % 10 = 0 THEN 'open' ELSE 'closed' END, NULL,
       CASE WHEN h % 10 = 0 THEN NULL ELSE $2::timestamptz END
     FROM generate_series(1, $3::int) AS n, LATERAL (SELECT hashint4extended(n, 1) & 9007199254740991 AS h) AS hashed,
       LATERAL (SELECT 'acct_' || md5((sqrt((h / 19) % 160000))::int::text) AS seller) AS sold`,
    [field.marketplaceId, benchNow, count],
  )
  await field.admin.query('VACUUM ANALYZE recon_exception')
}
