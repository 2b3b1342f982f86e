import type { BalanceTransactionFact } from '@/lib/domain/provider/facts'
import type { Provider, UnsoundBody } from '@/lib/providers/port'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { inSql } from '../../db/transaction'
import { quarantineBodies } from '../../quarantine/quarantine-bodies'
import { enqueue } from '../../queue/enqueue'
import { beginning, type Cursor, type Scope, saveCursors, soleCursor } from '../cursors'
import { healWindow } from '../heal-window'
import { whileReachable } from '../run/while-reachable'
import { type ListedItem, storePayoutItems } from '../store/store-payout-items'
import { type ShortPayout, shortAmong } from './short-payouts'

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

type Harvested = {
  items: ListedItem[]
  unsound: UnsoundBody[]
  ended: PayoutToItemise[]
  pages: number
}
const nothing = (): Harvested => ({ items: [], unsound: [], ended: [], pages: 0 })

/** Most payouts are one short page: several share a commit. */
const pagesPerCommit = 10

/**
 * Reads which balance transactions payouts are made of. A payout's own row stands in Stripe's listing too and is left
 * out: items add up to the payout. Where they do not, its days are read again and then its items, once; only what is
 * short after that is done with and may become an exception.
 */
export async function itemisePayouts(ctx: Ctx, provider: Provider, payouts: readonly PayoutToItemise[]): Promise<void> {
  const short = await readItems(ctx, provider, payouts, false)
  for (const payout of short) {
    await whileReachable(ctx, provider, payout.accountId, () => readDaysAgain(ctx, provider, payout))
  }
  if (short.length > 0) await readItems(ctx, provider, short, true)
}

async function readItems(
  ctx: Ctx,
  provider: Provider,
  payouts: readonly PayoutToItemise[],
  isLast: boolean,
): Promise<ShortPayout[]> {
  const short: ShortPayout[] = []
  let harvested = nothing()
  const flush = async () => {
    const full = harvested
    harvested = nothing()
    if (full.pages > 0) short.push(...(await storeHarvested(ctx, provider, full, isLast)))
  }
  for (const { accountId, payoutId } of payouts) {
    await whileReachable(ctx, provider, accountId, async () => {
      let cursor: string | null = null
      do {
        const page = await provider.listPayoutItems(accountId, payoutId, cursor)
        const parts = page.items.filter(({ transaction }) => transaction.sourceId !== payoutId)
        harvested.items.push(...parts.map(({ transaction }) => ({ payoutId, transaction })))
        harvested.unsound.push(...page.unsound)
        harvested.pages++
        if (page.next === null) harvested.ended.push({ accountId, payoutId })
        if (harvested.pages >= pagesPerCommit) await flush()
        cursor = page.next
      } while (cursor !== null)
    })
  }
  await flush()
  return short
}

/** Answers with the payouts that stay open because their items do not add up; the last reading leaves none open. */
async function storeHarvested(
  ctx: Ctx,
  provider: Provider,
  { items, unsound, ended }: Harvested,
  isLast: boolean,
): Promise<ShortPayout[]> {
  const endedIds = ended.map(({ payoutId }) => payoutId)
  const { missing, short } = await commit(ctx, async (sql) => {
    await quarantineBodies(sql, ctx, unsound)
    const unknown = await storePayoutItems(sql, ctx, provider, items)
    const open = isLast ? [] : await shortAmong(sql, ctx, provider, endedIds)
    await saveCursors(sql, ctx, provider, doneAmong(ended, open))
    await enqueue(sql, 'reconcile', { marketplaceId: ctx.actor.marketplaceId })
    return { missing: new Set(unknown), short: open }
  })
  const holes = items.map(({ transaction }) => transaction).filter(({ id }) => missing.has(id))
  for (const [accountId, own] of Map.groupBy(holes, (hole) => hole.accountId))
    await readHoles(ctx, provider, accountId, own)
  return short
}

function doneAmong(ended: readonly PayoutToItemise[], short: readonly ShortPayout[]): Cursor[] {
  const open = new Set(short.map(({ accountId, payoutId }) => `${accountId}/${payoutId}`))
  return ended
    .filter(({ accountId, payoutId }) => !open.has(`${accountId}/${payoutId}`))
    .map(({ accountId, payoutId }) => soleCursor(accountId, `payout:${payoutId}`, { done: true }))
}

async function readHoles(
  ctx: Ctx,
  provider: Provider,
  accountId: string,
  holes: readonly BalanceTransactionFact[],
): Promise<void> {
  const times = holes.map(({ created }) => created.getTime())
  const to = new Date(Math.max(...times) + 1000)
  await healWindow(ctx, provider, accountId, new Date(Math.min(...times)), to, 'payout_item_unknown')
}

const dayMs = 86_400_000
/** A missing item is looked for this long before the oldest known one. */
const beforeItemsMs = 3 * dayMs
/** And so long before a payout of which not one item was listed. */
const beforePayoutMs = 14 * dayMs

/** Reads the days of a short payout again, narrowly: what a long list forgot, a short one shows. */
async function readDaysAgain(
  ctx: Ctx,
  provider: Provider,
  { accountId, created, oldestItem }: ShortPayout,
): Promise<void> {
  const from = oldestItem ? oldestItem.getTime() - beforeItemsMs : created.getTime() - beforePayoutMs
  await healWindow(ctx, provider, accountId, new Date(from), new Date(created.getTime() + 1000), 'payout_short')
}
