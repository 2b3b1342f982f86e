import type { FeeContract } from '@/lib/domain/fees/contract'
import type { Entry, Leg } from '@/lib/domain/reconciliation/facts'
import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'
import type { World } from './random-world'

const wire = (rows: readonly object[]) =>
  JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value))

/** Writes a world as sync and books would: rows, objects and touches in one transaction. */
export async function storeWorld(ctx: Ctx, world: Partial<World>): Promise<void> {
  await inSql(ctx, async (sql) => {
    await storeLegs(sql, ctx.actor.marketplaceId, world.legs ?? [])
    await storeEntries(sql, ctx.actor.marketplaceId, world.entries ?? [])
    await storeContracts(sql, ctx.actor.marketplaceId, world.contracts ?? [])
  })
}

export async function forgetWorld(ctx: Ctx): Promise<void> {
  await inSql(ctx, async (sql) => {
    const tables = ['provider_leg', 'provider_object', 'book_entry', 'book_link', 'fee_contract', 'recon_touch']
    for (const table of [...tables, 'recon_recheck', 'recon_exception', 'balance_transaction', 'balance_proof']) {
      await sql.run(`DELETE FROM ${table} WHERE marketplace_id = $1`, [ctx.actor.marketplaceId])
    }
  })
}

async function storeLegs(sql: Sql, marketplaceId: string, legs: readonly Leg[]): Promise<void> {
  const params = [marketplaceId, wire(legs)]
  await sql.run(
    `INSERT INTO provider_leg (money_key, marketplace_id, account_id, kind, object_id, amount_minor, currency, created,
       settled, parent_id, seller_id, order_reference)
     SELECT 'stripe:' || "objectId", $1, account, kind, "objectId", "amountMinor", currency, created, settled, "parentId",
       seller, "orderReference"
     FROM jsonb_to_recordset($2::jsonb) AS x("objectId" text, account text, kind text, "amountMinor" bigint, currency text,
       created timestamptz, settled boolean, "parentId" text, seller text, "orderReference" text)
     ON CONFLICT (money_key, marketplace_id, account_id, kind) DO UPDATE SET amount_minor = EXCLUDED.amount_minor,
       settled = EXCLUDED.settled`,
    params,
  )
  await sql.run(
    `INSERT INTO provider_object (money_key, marketplace_id, account_id, id, provider, livemode, object_type, created,
       amount_minor, currency, status, raw, observed_at)
     SELECT 'stripe:' || "objectId", $1, account, "objectId", 'stripe', false, kind, created, "amountMinor", currency,
       status, '{}', created
     FROM jsonb_to_recordset($2::jsonb) AS x("objectId" text, account text, kind text, "amountMinor" bigint, currency text,
       created timestamptz, status text)
     WHERE kind IN ('sale', 'refund', 'dispute') ON CONFLICT DO NOTHING`,
    params,
  )
  await storeSettlements(sql, marketplaceId, legs)
  await touch(
    sql,
    marketplaceId,
    legs.map((leg) => ({ k: `stripe:${leg.objectId}`, a: leg.account })),
  )
}

async function storeSettlements(sql: Sql, marketplaceId: string, legs: readonly Leg[]): Promise<void> {
  const settled = legs.flatMap(({ settlement, account, objectId }) =>
    settlement ? [{ ...settlement, account, objectId }] : [],
  )
  await sql.run(
    `INSERT INTO balance_transaction (money_key, marketplace_id, account_id, id, provider, livemode, type, reporting_category,
       balance_type, source_id, amount_minor, fee_minor, net_minor, currency, created, available_on, raw)
     SELECT 'stripe:' || "objectId", $1, account, 'txn_' || "objectId", 'stripe', false, 'charge', 'charge', 'payments',
       "objectId", "amountMinor", 0, "amountMinor", currency, at, at, '{}'
     FROM jsonb_to_recordset($2::jsonb) AS x("objectId" text, account text, "amountMinor" bigint, currency text, at timestamptz)
     ON CONFLICT DO NOTHING`,
    [marketplaceId, wire(settled)],
  )
}

async function storeEntries(sql: Sql, marketplaceId: string, entries: readonly Entry[]): Promise<void> {
  const keyed = entries.map((e) => ({ ...e, key: e.objectId === null ? `books:${e.id}` : `stripe:${e.objectId}` }))
  await sql.run(
    `INSERT INTO book_entry (money_key, marketplace_id, account_id, id, reference, kind, provider, object_id,
       order_reference, amount_minor, currency, occurred_at, expected_at, seller_id, shares, quote)
     SELECT key, $1, account, id, reference, kind, 'stripe', "objectId", "orderReference", "amountMinor", currency,
       "occurredAt", "expectedAt", seller, nullif(shares, 'null'::jsonb), nullif(quote, 'null'::jsonb)
     FROM jsonb_to_recordset($2::jsonb) AS x(key text, account text, id text, reference text, kind text, "objectId" text,
       "orderReference" text, "amountMinor" bigint, currency text, "occurredAt" timestamptz, "expectedAt" timestamptz,
       seller text, shares jsonb, quote jsonb)`,
    [marketplaceId, wire(keyed)],
  )
  await touch(
    sql,
    marketplaceId,
    keyed.map((e) => ({ k: e.key, a: e.account })),
  )
}

async function storeContracts(sql: Sql, marketplaceId: string, contracts: readonly FeeContract[]): Promise<void> {
  const rows = contracts.map((c) => ({
    ...c,
    bands: c.bands.map((b) => ({ ...b, rateBp: Number(b.rateBp) })),
  }))
  await sql.run(
    `INSERT INTO fee_contract (marketplace_id, reference, seller_id, tier, valid_from, refund_policy, dispute_policy, bands)
     SELECT $1, reference, seller, tier, "validFrom", "refundPolicy", "disputePolicy", bands
     FROM jsonb_to_recordset($2::jsonb) AS x(reference text, seller text, tier text, "validFrom" timestamptz,
       "refundPolicy" text, "disputePolicy" text, bands jsonb) ON CONFLICT DO NOTHING`,
    [marketplaceId, wire(rows)],
  )
}

async function touch(sql: Sql, marketplaceId: string, keys: readonly { k: string; a: string }[]): Promise<void> {
  await sql.run(
    `INSERT INTO recon_touch (money_key, marketplace_id, account_id)
     SELECT DISTINCT k, $1, a FROM jsonb_to_recordset($2::jsonb) AS x(k text, a text)
     ON CONFLICT (money_key, marketplace_id, account_id) DO UPDATE SET account_id = EXCLUDED.account_id`,
    [marketplaceId, wire(keys)],
  )
}
