import type { ProviderLegFact, ProviderObjectFact } from '@/lib/domain/provider/facts'
import type { BalanceEntry, ObjectState, UnsoundBody } from '@/lib/providers/port'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'
import { touchPayouts } from '../../payouts/touch-payouts'
import { recordPersons } from '../../personal/person-refs'
import { quarantineBodies } from '../../quarantine/quarantine-bodies'
import { enqueue } from '../../queue/enqueue'
import { storeBalanceTransactions } from './store-balance-transactions'
import { storeLegs } from './store-legs'
import { storeObjects } from './store-objects'
import { touchBanks } from './touch-banks'
import { touchFamilies } from './touch-families'

/** What one or several pages of one account said. */
export type Harvest = { entries: BalanceEntry[]; states: ObjectState[]; unsound: UnsoundBody[] }
export type Stored = { inserted: number; changed: number; quarantined: number }

/**
 * Stores a harvest in the caller's transaction, together with everything that must follow from it: the ledger's queue,
 * reconciliation's touches, people's whereabouts, and the jobs. Storing it again changes nothing.
 */
export async function storePage(sql: Sql, ctx: Ctx, { entries, states, unsound }: Harvest): Promise<Stored> {
  const objects = [...entries.flatMap(({ object }) => object ?? []), ...states.map(({ object }) => object)]
  const { won, turned, persons } = await storeObjects(sql, ctx, objects)
  const transactions = await storeBalanceTransactions(
    sql,
    ctx,
    entries.map(({ transaction }) => transaction),
  )
  if (transactions.inserted > 0)
    await touchBanks(
      sql,
      ctx,
      entries.map(({ transaction }) => transaction),
    )
  // A state that lost to a newer one must not speak through its leg; a balance transaction may still settle one.
  const isNewest = ({ accountId, id }: ProviderObjectFact) => won.has(`${accountId}/${id}`)
  await touchPayouts(sql, ctx, objects.filter(isNewest))
  const fromStates = states.filter(({ object }) => isNewest(object)).flatMap((state) => state.legs)
  const [newest, late] = partition(entries, ({ object }) => object === null || isNewest(object))
  const legs = await storeLegs(sql, ctx, [...fromStates, ...legsOf(newest)], legsOf(late))
  await touchFamilies(sql, ctx, [...legs, ...turned])
  await recordPersons(sql, ctx, [...persons, ...transactions.persons])
  const quarantined = await quarantineBodies(sql, ctx, unsound)
  const { marketplaceId } = ctx.actor
  if (transactions.inserted > 0) await enqueue(sql, 'post-ledger', { marketplaceId })
  if (transactions.inserted + legs.length + turned.length > 0) await enqueue(sql, 'reconcile', { marketplaceId })
  return { inserted: transactions.inserted, changed: legs.length, quarantined }
}

export const emptyHarvest = (): Harvest => ({ entries: [], states: [], unsound: [] })

function legsOf(entries: readonly BalanceEntry[]): ProviderLegFact[] {
  return entries.flatMap(({ legs }) => legs)
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))]
}
