import type { Composition, Part } from '@/lib/domain/payouts/composition'
import type { ResumePoint } from '@/lib/domain/payouts/resume'
import { moneyKeyOf } from '@/lib/domain/provider/money-key'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { type BalancePlace, ofBalance, placeParams } from './balance-place'
import { stateToJson } from './walk-state'

/** Forgets what was composed after `from`; what lies before stays untouched. */
export async function forgetAfter(sql: Sql, ctx: Ctx, place: BalancePlace, from: ResumePoint | null): Promise<void> {
  const params = placeParams(ctx.actor.marketplaceId, place)
  const after = from === null ? 'true' : `(c.payout_created, c.payout_id COLLATE "C") > ($7::timestamptz, $8::text)`
  await forget(sql, `${ofBalance('c')} AND ${after}`, from === null ? params : [...params, from.created, from.payoutId])
}

/** A payout that moved to another balance is nowhere twice. */
async function forgetAmong(sql: Sql, marketplaceId: string, accountId: string, ids: readonly string[]): Promise<void> {
  const keys = ids.map((id) => moneyKeyOf('stripe', id))
  await forget(sql, 'c.marketplace_id = $1 AND c.account_id = $2 AND c.money_key = ANY($3)', [
    marketplaceId,
    accountId,
    keys,
  ])
}

async function forget(sql: Sql, which: string, params: unknown[]): Promise<void> {
  const gone = await sql.rows<{ moneyKey: string; marketplaceId: string; accountId: string }>(
    `DELETE FROM payout_composition c WHERE ${which}
     RETURNING c.money_key AS "moneyKey", c.marketplace_id AS "marketplaceId", c.account_id AS "accountId"`,
    params,
  )
  const [first] = gone
  if (!first) return
  const keys = gone.map(({ moneyKey }) => moneyKey)
  await sql.run(
    'DELETE FROM payout_part WHERE marketplace_id = $1 AND account_id = $2 AND money_key = ANY($3::text[])',
    [first.marketplaceId, first.accountId, keys],
  )
}

/** Writes compositions with their parts, in the caller's transaction. */
export async function storeCompositions(
  sql: Sql,
  ctx: Ctx,
  place: BalancePlace,
  made: readonly Composition[],
): Promise<void> {
  if (made.length === 0) return
  const { marketplaceId } = ctx.actor
  await forgetAmong(
    sql,
    marketplaceId,
    place.accountId,
    made.map(({ payoutId }) => payoutId),
  )
  await sql.run(insertCompositions, [...placeParams(marketplaceId, place), ctx.now, JSON.stringify(made.map(wireOf))])
  const parts = made.flatMap(({ payoutId, parts }) => parts.map((part, position) => ({ payoutId, position, ...part })))
  if (parts.length > 0) await sql.run(insertParts, [marketplaceId, place.accountId, ...columnsOf(parts)])
}

const insertCompositions = `
  INSERT INTO payout_composition (money_key, marketplace_id, account_id, payout_id, provider, livemode, currency,
    balance_type, payout_created, basis, amount_minor, before_minor, consumed_minor, remainder_minor, after_minor,
    whole_rows, cut_rows, confidence, factors, policy, open_after, computed_at)
  SELECT 'stripe:' || i, $1, $4, i, $2, $3, $5, $6, d, s, m, b, c, r, a, w, t, f, j, p, nullif(o, 'null'::jsonb), $7
  FROM jsonb_to_recordset($8::jsonb) AS x(i text, d timestamptz, s text, m bigint, b bigint, c bigint, r bigint, a bigint,
    w int, t int, f int, j jsonb, p text, o jsonb) ORDER BY 1`

function wireOf(one: Composition): Record<string, unknown> {
  return {
    i: one.payoutId,
    d: one.created,
    s: one.basis,
    m: `${one.amountMinor}`,
    b: `${one.beforeMinor}`,
    c: `${one.consumedMinor}`,
    r: `${one.remainderMinor}`,
    a: `${one.afterMinor}`,
    w: one.wholeRows,
    t: one.cutRows,
    f: one.confidence,
    j: one.factors,
    p: one.policy,
    o: one.after === null ? null : stateToJson(one.after),
  }
}

const insertParts = `
  INSERT INTO payout_part (money_key, marketplace_id, account_id, payout_id, position, balance_transaction_id, row_key,
    part_minor, from_minor, is_whole, is_early)
  SELECT 'stripe:' || i, $1, $2, i, n, b, k, m, f, w, e FROM unnest($3::text[], $4::int[], $5::text[], $6::text[],
    $7::bigint[], $8::bigint[], $9::boolean[], $10::boolean[]) AS x(i, n, b, k, m, f, w, e)`

function columnsOf(parts: readonly (Part & { payoutId: string; position: number })[]): unknown[][] {
  return [
    parts.map(({ payoutId }) => payoutId),
    parts.map(({ position }) => position),
    parts.map(({ row }) => row.id),
    parts.map(({ row }) => row.key),
    parts.map(({ minor }) => minor),
    parts.map(({ fromMinor }) => fromMinor),
    parts.map(({ row, minor }) => minor === row.netMinor),
    parts.map(({ isEarly }) => isEarly),
  ]
}
