import { type BookLine, linesAfter } from '../books/books'
import type { StripeObject } from '../store/store'
import { type Truth, tellTruth } from '../truth/truth'
import { performWrite } from '../writes/perform-write'
import { balanceObject } from './balance'
import { beginWorld } from './begin'
import { ripen } from './ledger'
import type { World, WorldOptions, Write, WriteResult } from './state'

export type { BookLine } from '../books/books'
export type { Truth } from '../truth/truth'
export type { World, WorldOptions, Write, WriteResult } from './state'

const HOUR = 3600

/** A world at its epoch: accounts may exist, nothing has been sold yet. */
export function createWorld(options: WorldOptions): World {
  return beginWorld(options)
}

/** Lives through one hour. */
export function step(world: World): void {
  const end = world.now + HOUR
  for (let task = world.agenda.takeBefore(end); task !== undefined; task = world.agenda.takeBefore(end)) {
    world.moment = Math.max(task.at, world.moment)
    task.run()
  }
  world.moment = end
  ripen(world, end)
  world.now = end
}

export function runTo(world: World, hours: number): void {
  while (world.now < world.epoch + hours * HOUR) step(world)
}

/** Acts on the world as an API call would, at `world.now`; what follows from it happens in the next steps. */
export function applyWrite(world: World, write: Write): WriteResult {
  world.journal.push({ at: world.now, write })
  return performWrite(world, write)
}

/** Stripe's Balance object as of `world.now`. */
export function balanceOf(world: World, account: string): StripeObject {
  return balanceObject(world, account)
}

/** What `GET /v1/balance_transactions?payout=…` lists: automatic payouts only, the payout's own transaction included. */
export function payoutItems(world: World, account: string, payout: string): readonly StripeObject[] {
  const ids = world.payoutItems.get(payout) ?? []
  return ids.flatMap((id) => world.store.get(account, id) ?? [])
}

/** The platform's own books written so far, in the order of writing; `seq` starts at 1. */
export function bookLines(world: World, afterSeq: number, limit: number): BookLine[] {
  return linesAfter(world.books, afterSeq, limit)
}

/** What there is to find at `world.now`. Never served to the product. */
export function truthOf(world: World): Truth {
  return tellTruth(world)
}
