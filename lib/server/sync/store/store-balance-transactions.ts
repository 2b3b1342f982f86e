import type { BalanceTransactionFact } from '@/lib/domain/provider/facts'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { erasedAmong, type PersonSighting, rawFor } from '../../personal/person-refs'
import { rawPlace, type SealedRaw, sealRaw } from '../../personal/seal-raw'

export type StoredTransactions = { inserted: number; persons: PersonSighting[] }

/**
 * Inserts balance transactions once and only once: one JSON parameter, one statement. What is new is queued for the
 * ledger and for reconciliation by the same statement, so that no row is stored that nobody will post.
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
  const wire = rows.map((row, index) => wireRow(row, sealed[index], erased))
  const [answer] = await sql.rows<{ inserted: bigint }>(insertNew, [marketplaceId, `[${wire.join(',')}]`])
  return { inserted: Number(answer?.inserted ?? 0n), persons: sightings(rows, sealed) }
}

const insertNew = `
  WITH new AS (
    INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
      balance_type, source_id, amount_minor, fee_minor, net_minor, currency, exchange_rate, created, available_on, raw)
    SELECT k, $1, a, i, p, l, t, c, b, s, m, f, n, u, e, to_timestamp(d), to_timestamp(v), r
    FROM jsonb_to_recordset($2::jsonb) AS x(k text, a text, i text, p text, l boolean, t text, c text, b text, s text,
      m bigint, f bigint, n bigint, u text, e text, d double precision, v double precision, r jsonb)
    ORDER BY k, a, i
    ON CONFLICT DO NOTHING
    RETURNING money_key, account_id, id
  ), queued AS (
    INSERT INTO posting_queue (money_key, marketplace_id, account_id, balance_transaction_id)
    SELECT money_key, $1, account_id, id FROM new ON CONFLICT DO NOTHING
  ), touched AS (
    INSERT INTO recon_touch (money_key, marketplace_id, account_id)
    SELECT DISTINCT money_key, $1, account_id FROM new ORDER BY 1, 3 ON CONFLICT DO NOTHING
  )
  SELECT count(*) AS inserted FROM new`

/** Short keys: they are repeated in every row. Amounts go as text of digits, never through a float. */
function wireRow(row: BalanceTransactionFact, sealed: SealedRaw | undefined, erased: ReadonlySet<string>): string {
  return JSON.stringify({
    k: row.moneyKey,
    a: row.accountId,
    i: row.id,
    p: row.provider,
    l: row.livemode,
    t: row.type,
    c: row.reportingCategory,
    b: row.balanceType,
    s: row.sourceId,
    m: row.amountMinor.toString(),
    f: row.feeMinor.toString(),
    n: row.netMinor.toString(),
    u: row.currency,
    e: row.exchangeRate,
    d: row.created.getTime() / 1000,
    v: row.availableOn.getTime() / 1000,
    r: sealed ? rawFor(sealed, erased) : null,
  })
}

function sightings(rows: readonly BalanceTransactionFact[], sealed: readonly SealedRaw[]): PersonSighting[] {
  return rows.flatMap(({ moneyKey, accountId, id: objectId }, index) => {
    const personHashes = sealed[index]?.personHashes ?? []
    return personHashes.length > 0 ? [{ moneyKey, accountId, objectId, personHashes }] : []
  })
}
