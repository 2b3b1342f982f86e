import type { BalanceTransaction } from '../objects/balance-transaction'
import type { StripeObject } from '../store/store'
import type { World } from '../world/state'

/** Half open, as Stripe has it: from ≤ t < to, in Unix seconds. */
export type Interval = { from: number; to: number }
export type ReportRow = {
  account: string
  transaction: BalanceTransaction
  payout: Payout | undefined
}
type Payout = { id: string; effectiveAt: number }

const payoutCategories = new Set(['payout', 'payout_reversal'])

/** Every row of the account that was made in the interval, oldest first. */
export function rowsMade(world: World, account: string, { from, to }: Interval): BalanceTransaction[] {
  return transactionsOf(world, account).filter((row) => row.created >= from && row.created < to)
}

/** What changed the balance apart from payouts, each row with the automatic payout that took it, if one did. */
export function activityRows(world: World, account: string, interval: Interval): ReportRow[] {
  const payouts = payoutByItem(world, account)
  return rowsMade(world, account, interval)
    .filter((row) => !isPayout(row))
    .map((transaction) => ({ account, transaction, payout: payouts.get(transaction.id) }))
}

/** What the automatic payouts that take effect in the interval consist of, whenever it was made: a payout by hand before it, too. */
export function payoutRows(world: World, account: string, { from, to }: Interval): ReportRow[] {
  return automaticPayouts(world, account)
    .filter(({ effectiveAt }) => effectiveAt >= from && effectiveAt < to)
    .flatMap((payout) =>
      payoutItems(world, account, payout.id).map((transaction) => ({ account, transaction, payout })),
    )
    .filter(({ transaction, payout }) => transaction.type !== 'payout' || transaction.source !== payout.id)
}

export function isPayout(row: BalanceTransaction): boolean {
  return payoutCategories.has(row.reporting_category)
}

/** When a row counts in a balance report: an automatic payout when it takes effect, all else when it was made. */
export function countsAt(world: World, account: string, row: BalanceTransaction): number {
  if (row.reporting_category !== 'payout' || row.source === null) return row.created
  return world.store.get(account, row.source)?.automatic === true ? row.available_on : row.created
}

export function transactionsOf(world: World, account: string): BalanceTransaction[] {
  return world.store.list(account, 'balance_transaction') as readonly StripeObject[] as BalanceTransaction[]
}

function payoutByItem(world: World, account: string): Map<string, Payout> {
  const byItem = new Map<string, Payout>()
  for (const payout of automaticPayouts(world, account))
    for (const item of world.payoutItems.get(payout.id) ?? []) byItem.set(item, payout)
  return byItem
}

function automaticPayouts(world: World, account: string): Payout[] {
  const payouts = world.store.list(account, 'payout').filter((payout) => payout.automatic === true)
  return payouts.map(({ id, arrival_date }) => ({ id, effectiveAt: Number(arrival_date) }))
}

function payoutItems(world: World, account: string, id: string): BalanceTransaction[] {
  return (world.payoutItems.get(id) ?? []).map(
    (item) => world.store.get(account, item) as StripeObject as BalanceTransaction,
  )
}
