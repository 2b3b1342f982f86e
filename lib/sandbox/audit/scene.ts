import type { BookLine } from '../books/books'
import type { StripeObject } from '../store/store'
import { balanceObject } from '../world/balance'
import type { World } from '../world/state'
import { type BankScene, bankSceneOf } from './bank/scene'

/** What anybody may see of a world from outside: Stripe's objects and balances, and the books written so far. */
export type Scene = {
  now: number
  platform: string
  objects: Record<string, readonly StripeObject[]>
  balances: Record<string, StripeObject>
  /** Automatic payout → its balance transactions, its own included. */
  payoutItems: Record<string, readonly string[]>
  bookLines: readonly BookLine[]
  bank: readonly BankScene[]
}

const TYPES = [
  'account',
  'application_fee',
  'balance_transaction',
  'charge',
  'dispute',
  'fee_refund',
  'payment_intent',
  'payout',
  'refund',
  'topup',
  'transfer',
  'transfer_reversal',
]

/** The scene of a whole world; events are left out, since they repeat what the objects say. */
export function sceneOf(world: World): Scene {
  const accounts = world.store.accounts()
  return {
    now: world.now,
    platform: world.platform,
    objects: Object.fromEntries(accounts.map((id) => [id, TYPES.flatMap((type) => world.store.list(id, type))])),
    balances: Object.fromEntries(accounts.map((id) => [id, balanceObject(world, id)])),
    payoutItems: Object.fromEntries(world.payoutItems),
    bookLines: world.books.lines,
    bank: bankSceneOf(world),
  }
}
