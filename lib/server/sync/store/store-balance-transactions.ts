import type { BalanceTransactionFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { erasedAmong, type PersonSighting, rawFor } from '../../personal/person-refs'
import { rawPlace, type SealedRaw, sealRaw } from '../../personal/seal-raw'

export type StoredTransactions = { inserted: number; persons: PersonSighting[] }

/**
 * Inserts balance transactions once and only once: one array a column, one statement (arrays are read in three quarters
 * of the time that a JSON parameter takes; bench/claims/ingest.ts). What is new is queued for the ledger, for
 * reconciliation and for the payouts of its balance by the same statement, so that no row is stored that nobody will post.
 */
export async function storeBalanceTransactions(
  sql: Sql,
  ctx: Ctx,
  rows: readonly BalanceTransactionFact[],
): Promise<StoredTransactions> {
  if (rows.length === 0) return { inserted: 0, persons: [] }
  const { marketplaceId } = ctx.actor
  const sealed = rows.map((row) =>
    sealRaw(rawPlace(marketplaceId, 'balance_transaction', row.accountId, row.id), row.raw),
  )
  const erased = await erasedAmong(
    sql,
    ctx,
    sealed.flatMap(({ personHashes }) => personHashes),
  )
  const raws = sealed.map((one) => JSON.stringify(rawFor(one, erased)))
  const [answer] = await sql.rows<{ inserted: bigint }>(insertNew, [marketplaceId, ...columnsOf(rows), raws])
  return { inserted: Number(answer?.inserted ?? 0n), persons: sightings(rows, sealed) }
}

const insertNew = `
  WITH new AS (
    INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
      balance_type, source_id, amount_minor, fee_minor, net_minor, currency, exchange_rate, created, available_on, raw)
    SELECT k, $1, a, i, p, l, t, c, b, s, m, f, n, u, e, to_timestamp(d), to_timestamp(v), r::jsonb
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::text[], $16::double precision[],
      $17::double precision[], $18::text[]) AS x(k, a, i, p, l, t, c, b, s, m, f, n, u, e, d, v, r)
    ORDER BY k, a, i
    ON CONFLICT DO NOTHING
    RETURNING money_key, account_id, id, provider, livemode, currency, least(created, available_on) AS since
  ), queued AS (
    INSERT INTO posting_queue (money_key, marketplace_id, account_id, balance_transaction_id)
    SELECT money_key, $1, account_id, id FROM new ON CONFLICT DO NOTHING
  ), touched AS (
    INSERT INTO recon_touch (money_key, marketplace_id, account_id)
    SELECT DISTINCT money_key, $1, account_id FROM new ORDER BY 1, 3
    ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id
  ), paid_from AS (
    INSERT INTO payout_touch (marketplace_id, account_id, provider, livemode, currency, since)
    SELECT $1, account_id, provider, livemode, currency, min(since) FROM new GROUP BY 2, 3, 4, 5
  )
  SELECT count(*) AS inserted FROM new`

/** In the order of the statement's parameters. Amounts go as digits, never through a float. */
function columnsOf(rows: readonly BalanceTransactionFact[]): unknown[][] {
  return [
    rows.map((row) => row.moneyKey),
    rows.map((row) => row.accountId),
    rows.map((row) => row.id),
    rows.map((row) => row.provider),
    rows.map((row) => row.livemode),
    rows.map((row) => row.type),
    rows.map((row) => row.reportingCategory),
    rows.map((row) => row.balanceType),
    rows.map((row) => row.sourceId),
    rows.map((row) => row.amountMinor),
    rows.map((row) => row.feeMinor),
    rows.map((row) => row.netMinor),
    rows.map((row) => row.currency),
    rows.map((row) => row.exchangeRate),
    rows.map((row) => row.created.getTime() / 1000),
    rows.map((row) => row.availableOn.getTime() / 1000),
  ]
}

function sightings(rows: readonly BalanceTransactionFact[], sealed: readonly SealedRaw[]): PersonSighting[] {
  return rows.flatMap(({ moneyKey, accountId, id: objectId }, index) => {
    const personHashes = sealed[index]?.personHashes ?? []
    return personHashes.length > 0 ? [{ moneyKey, accountId, objectId, personHashes }] : []
  })
}
