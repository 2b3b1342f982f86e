import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import type { TestEntry } from './world'

/** Stores entries as ingestion does: transaction, source and queue row in one commit. */
export async function storeEntries(ctx: Ctx, entries: readonly TestEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    ...entry,
    money_key: `stripe:${entry.object.id}`,
    net: entry.amount - entry.fee,
    fee_details: entry.fee === 0 ? [] : [{ type: 'stripe_fee', amount: entry.fee, currency: entry.currency }],
    source: entry.object,
  }))
  await inSql(ctx, async (sql) => {
    const params = [ctx.actor.marketplaceId, JSON.stringify(rows)]
    const from = `FROM jsonb_to_recordset($2::jsonb) AS r(money_key text, "accountId" text, id text, category text,
      amount bigint, fee bigint, net bigint, currency text, created timestamptz, fee_details jsonb, source jsonb,
      status text, "exchangeRate" text)`
    await sql.run(
      `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type,
         reporting_category, balance_type, source_id, amount_minor, fee_minor, net_minor, currency,
         exchange_rate, created, available_on, raw)
       SELECT money_key, $1, "accountId", id, 'stripe', false, category, category, 'payments', source->>'id', amount,
         fee, net, currency, "exchangeRate", created, created + interval '2 days',
         jsonb_build_object('fee_details', fee_details, 'status', status) ${from}`,
      params,
    )
    await sql.run(
      `INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created,
         amount_minor, currency, parent_id, raw, observed_at)
       SELECT money_key, $1, "accountId", source->>'id', 'stripe', false, source->>'objectType', created,
         (source->>'amount')::bigint, source->>'currency', source->>'parentId', source->'raw', created ${from}
       ON CONFLICT DO NOTHING`,
      params,
    )
    await sql.run(
      `INSERT INTO posting_queue (money_key, marketplace_id, account_id, balance_transaction_id)
       SELECT money_key, $1, "accountId", id ${from}`,
      params,
    )
  })
}

/** A fixed shuffle: the same seed gives the same order of arrival. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const out = [...items]
  let state = seed
  for (let index = out.length - 1; index > 0; index -= 1) {
    state = (state * 48271) % 2147483647
    const other = state % (index + 1)
    ;[out[index], out[other]] = [out[other] as T, out[index] as T]
  }
  return out
}
