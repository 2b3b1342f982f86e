import type { BalanceEntry, Provider } from '@/lib/providers/port'
import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'
import { quarantineBodies } from '../../quarantine/quarantine-bodies'
import { enqueue } from '../../queue/enqueue'
import { beginning, type Scope, saveCursors, soleCursor } from '../cursors'
import { healWindow } from '../heal-window'
import { commit } from '../store/commit'

export type PayoutToItemise = { accountId: string; payoutId: string }

/** Automatic payouts whose items Stripe has settled and nobody has read. Manual and instant ones cannot be itemised. */
export async function listPayoutsToItemise(
  ctx: Ctx,
  scope: Scope,
  { only = null, since = beginning }: { only?: readonly string[] | null; since?: Date } = {},
): Promise<PayoutToItemise[]> {
  return inSql(ctx, (sql) => sql.rows(waiting, [ctx.actor.marketplaceId, scope.name, scope.livemode, only, since]))
}

const waiting = `
  SELECT o.account_id AS "accountId", o.id AS "payoutId" FROM provider_object o
  JOIN provider_account a ON a.marketplace_id = o.marketplace_id AND a.provider = o.provider AND a.livemode = o.livemode
    AND a.account_id = o.account_id AND a.deauthorized_at IS NULL
  WHERE o.marketplace_id = $1 AND o.provider = $2 AND o.livemode = $3 AND o.object_type = 'payout' AND o.created >= $5
    AND ($4::text[] IS NULL OR o.account_id = ANY($4)) AND o.raw->>'automatic' = 'true'
    AND o.raw->>'reconciliation_status' = 'completed'
    AND NOT EXISTS (SELECT FROM sync_cursor c WHERE c.marketplace_id = o.marketplace_id AND c.provider = o.provider
      AND c.livemode = o.livemode AND c.account_id = o.account_id AND c.stream = 'payout:' || o.id AND c.done)
  ORDER BY o.created, o.id`

/**
 * Reads which balance transactions a payout is made of. The payout's own row stands in Stripe's listing too and is left
 * out: items add up to the payout. An item that was never stored shows a hole, which is read again at once.
 */
export async function itemisePayout(
  ctx: Ctx,
  provider: Provider,
  { accountId, payoutId }: PayoutToItemise,
): Promise<number> {
  let cursor: string | null = null
  let rows = 0
  do {
    const page = await provider.listPayoutItems(accountId, payoutId, cursor)
    const items = page.items.filter(({ transaction }) => transaction.sourceId !== payoutId)
    const unknown = await commit(ctx, async (sql) => {
      await quarantineBodies(sql, ctx, page.unsound)
      const missing = await storeItems(sql, ctx, payoutId, items)
      const mark = soleCursor(accountId, `payout:${payoutId}`, { done: true })
      if (page.next === null) await saveCursors(sql, ctx, provider, [mark])
      await enqueue(sql, 'reconcile', { marketplaceId: ctx.actor.marketplaceId })
      return missing
    })
    await readHoles(ctx, items, unknown)
    rows += items.length
    cursor = page.next
  } while (cursor !== null)
  return rows
}

/** Answers with the ids of items that are not stored as balance transactions. */
async function storeItems(
  sql: Sql,
  ctx: Ctx,
  payoutId: string,
  items: readonly BalanceEntry[],
): Promise<ReadonlySet<string>> {
  const rows = items.map(({ transaction: { moneyKey, accountId, id, netMinor, currency } }) => {
    return { moneyKey, accountId, id, netMinor: netMinor.toString(), currency }
  })
  const missing = await sql.rows<{ id: string }>(insertItems, [ctx.actor.marketplaceId, payoutId, JSON.stringify(rows)])
  return new Set(missing.map(({ id }) => id))
}

const insertItems = `
  WITH items AS (
    SELECT * FROM jsonb_to_recordset($3::jsonb) AS x("moneyKey" text, "accountId" text, id text, "netMinor" bigint, currency text)
  ), stored AS (
    INSERT INTO payout_item (money_key, marketplace_id, account_id, payout_id, balance_transaction_id, net_minor, currency)
    SELECT "moneyKey", $1, "accountId", $2, id, "netMinor", currency FROM items ORDER BY 1, 3, 5 ON CONFLICT DO NOTHING
  ), touched AS (
    INSERT INTO recon_touch (money_key, marketplace_id, account_id)
    SELECT DISTINCT 'stripe:' || $2::text, $1, "accountId" FROM items ON CONFLICT DO NOTHING
  )
  SELECT id FROM items WHERE NOT EXISTS (SELECT FROM balance_transaction b WHERE b.money_key = items."moneyKey"
    AND b.marketplace_id = $1 AND b.account_id = items."accountId" AND b.id = items.id)`

async function readHoles(ctx: Ctx, items: readonly BalanceEntry[], unknown: ReadonlySet<string>): Promise<void> {
  const holes = items.filter(({ transaction }) => unknown.has(transaction.id)).map(({ transaction }) => transaction)
  const [first] = holes
  if (!first) return
  const times = holes.map(({ created }) => created.getTime())
  const to = new Date(Math.max(...times) + 1000)
  await healWindow(ctx, first.accountId, new Date(Math.min(...times)), to, 'payout_item_unknown')
}
