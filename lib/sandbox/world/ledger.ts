import {
  type BalanceTransaction,
  type BalanceTransactionInput,
  balanceTransaction,
} from '../objects/balance-transaction'
import type { StripeObject } from '../store/store'
import { balanceObject } from './balance'
import { cellOf } from './cells'
import { emit, mint } from './record'
import type { World } from './state'

type Movement = Omit<BalanceTransactionInput, 'id' | 'created' | 'availableOn'> & {
  /** Names the movement among those of one source. */
  key: string
  /** Midnight at which the money becomes available; at once unless told. */
  availableOn?: number
  /** A payout's own transaction is never swept by a payout. */
  isPayout?: boolean
}

/** The only way that money moves: one balance transaction, and the balance with it. */
export function move(world: World, account: string, movement: Movement): BalanceTransaction {
  const { key, availableOn, isPayout, ...input } = movement
  const transaction = balanceTransaction({
    ...input,
    id: mint(world, 'txn', `${account}/${input.source ?? ''}/${key}`),
    created: world.moment,
    availableOn: availableOn ?? world.moment,
  })
  world.store.put(account, transaction as unknown as StripeObject)
  const cell = cellOf(world.cells, account, transaction.currency)
  if (transaction.status === 'pending') {
    cell.pending += transaction.net
    ripenLater(world, account, transaction)
  } else {
    cell.available += transaction.net
    if (isPayout !== true) cell.unswept.push(transaction.id)
  }
  return transaction
}

function ripenLater(world: World, account: string, transaction: BalanceTransaction): void {
  const day = transaction.available_on
  const ripening = world.ripening.get(day)
  if (ripening !== undefined) {
    ripening.push({ account, id: transaction.id })
    return
  }
  world.ripening.set(day, [{ account, id: transaction.id }])
}

/** Pending money becomes available as the day begins: no event per row, one `balance.available` per account. */
export function ripen(world: World, day: number): void {
  const due = world.ripening.get(day) ?? []
  world.ripening.delete(day)
  for (const { account, id } of due) {
    const transaction = world.store.get(account, id) as unknown as BalanceTransaction
    const cell = cellOf(world.cells, account, transaction.currency)
    cell.pending -= transaction.net
    cell.available += transaction.net
    cell.unswept.push(id)
    world.store.put(account, { ...transaction, status: 'available' } as unknown as StripeObject)
  }
  for (const account of new Set(due.map((row) => row.account))) {
    emit(world, account, 'balance.available', balanceObject(world, account))
  }
}

/** The midnight (UTC) that many days after the day of `at`. */
export function midnightAfter(at: number, days: number): number {
  return (Math.floor(at / 86_400) + days) * 86_400
}
