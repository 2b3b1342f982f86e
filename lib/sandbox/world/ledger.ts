import {
  type BalanceTransaction,
  type BalanceTransactionInput,
  balanceTransaction,
} from '../objects/balance-transaction'
import type { StripeObject } from '../store/store'
import { balanceObject } from './balance'
import { cellOf } from './cells'
import { randomOf } from './random'
import { emit, mint } from './record'
import type { World } from './state'

type Movement = Omit<BalanceTransactionInput, 'id' | 'created' | 'availableOn'> & {
  /** Names the movement among those of one source. */
  key: string
  /** Midnight at which the money is to become available; at once unless told. */
  availableOn?: number
  /** A payout's own transaction is never swept by a payout. */
  isPayout?: boolean
  /** A payout's row becomes available as it arrives at the bank; its money has left the available balance at once. */
  leavesAtOnce?: boolean
}

/** The only way that money moves: one balance transaction, and the balance with it. */
export function move(world: World, account: string, movement: Movement): BalanceTransaction {
  const { key, availableOn, isPayout, leavesAtOnce = false, ...input } = movement
  const transaction = balanceTransaction({
    ...input,
    id: mint(world, 'txn', `${account}/${input.source ?? ''}/${key}`),
    created: world.moment,
    availableOn: availableOn ?? world.moment,
  })
  world.store.put(account, transaction as unknown as StripeObject)
  const cell = cellOf(world.cells, account, transaction.currency)
  const isPending = transaction.status === 'pending'
  if (isPending) ripenLater(world, account, transaction, leavesAtOnce)
  if (isPending && !leavesAtOnce) {
    cell.pending += transaction.net
  } else {
    cell.available += transaction.net
    if (isPayout !== true) cell.unswept.push(transaction.id)
  }
  return transaction
}

function ripenLater(world: World, account: string, { available_on, id }: BalanceTransaction, hasLeft: boolean): void {
  const hour = hasLeft ? available_on : letGoAt(world, account, available_on)
  const ripening = world.ripening.get(hour) ?? []
  world.ripening.set(hour, ripening)
  ripening.push({ account, id, hasLeft })
}

/** Stripe's night has its own pace: now and then an account's money is let go hours after the midnight its rows name. */
function letGoAt(world: World, account: string, midnight: number): number {
  const random = randomOf(world.options.seed, `late/${account}/${midnight}`)
  return random.chance(0.05) ? midnight + random.between(1, 9) * 3600 : midnight
}

/** Pending money becomes available, mostly as the day begins: no event per row, one `balance.available` per account. */
export function ripen(world: World, hour: number): void {
  const due = world.ripening.get(hour) ?? []
  world.ripening.delete(hour)
  for (const { account, id, hasLeft } of due) {
    const transaction = world.store.get(account, id) as unknown as BalanceTransaction
    world.store.put(account, { ...transaction, status: 'available' } as unknown as StripeObject)
    if (hasLeft) continue
    const cell = cellOf(world.cells, account, transaction.currency)
    cell.pending -= transaction.net
    cell.available += transaction.net
    cell.unswept.push(id)
  }
  for (const account of new Set(due.filter((row) => !row.hasLeft).map((row) => row.account))) {
    emit(world, account, 'balance.available', balanceObject(world, account))
  }
}

/** The midnight (UTC) that many days after the day of `at`. */
export function midnightAfter(at: number, days: number): number {
  return (Math.floor(at / 86_400) + days) * 86_400
}
