import { benchNow, type Field, platformAccount } from '../ground'

/** Connected accounts that were read long ago, each with ten sales that the books know: what a day must not pay for. */
export async function makeSellers({ admin, marketplaceId }: Field, from: number, to: number): Promise<void> {
  const range = [marketplaceId, benchNow, from, to - 1]
  const seller = `'acct_' || md5(n::text)`
  await admin.query(
    `INSERT INTO provider_account (marketplace_id, provider, livemode, account_id, is_platform, created, observed_at, swept_at)
     SELECT $1, 'stripe', false, ${seller}, false, '2025-01-01', $2, $2 FROM generate_series($3::int, $4::int) AS n`,
    range,
  )
  await admin.query(
    `INSERT INTO sync_cursor (marketplace_id, provider, livemode, account_id, stream, window_start, watermark, done, updated_at)
     SELECT $1, 'stripe', false, ${seller}, 'bt-tail', 'epoch', '2026-08-30', true, $2
     FROM generate_series($3::int, $4::int) AS n`,
    range,
  )
  const sales = `FROM generate_series($3::int, $4::int) AS n, generate_series(1, 10) AS s,
    LATERAL (SELECT 'ch_' || md5(n || '/' || s) AS charge, 500 + n * s % 40000 AS amount,
      $2::timestamptz - interval '70 days' - n * s % 1000000 * interval '1 second' AS at) AS c`
  await admin.query(
    `INSERT INTO provider_leg (money_key, marketplace_id, account_id, kind, object_id, amount_minor, currency, created,
       settled, seller_id, order_reference)
     SELECT 'stripe:' || charge, $1, ${seller}, 'sale', charge, amount, 'eur', at, true, ${seller}, charge ${sales}`,
    range,
  )
  await admin.query(
    `INSERT INTO book_entry (money_key, marketplace_id, account_id, id, reference, kind, provider, object_id,
       order_reference, amount_minor, currency, occurred_at, seller_id)
     SELECT 'stripe:' || charge, $1, ${seller}, 'be_' || charge, 'ref-' || charge, 'sale', 'stripe', charge, charge, amount,
       'eur', at, ${seller} ${sales}`,
    range,
  )
  await admin.query(
    `INSERT INTO sync_cursor (marketplace_id, provider, livemode, account_id, stream, window_start, watermark, done, updated_at)
     VALUES ($1, 'stripe', false, $2, 'accounts', 'epoch', $3, true, $3) ON CONFLICT DO NOTHING`,
    [marketplaceId, platformAccount, benchNow],
  )
  await admin.query('VACUUM ANALYZE provider_account, sync_cursor, provider_leg, book_entry')
}
