import { openBank } from '../bank/bank'
import { openBooks } from '../books/books'
import { keepContracts } from '../books/keeper'
import { makeMarket } from '../market/market'
import { openAccount, openPlatform } from '../routine/accounts'
import { planDay } from '../routine/day'
import { Store } from '../store/store'
import { Agenda } from './agenda'
import { idOf } from './random'
import type { World, WorldOptions } from './state'

/** 2026-09-01T00:00:00Z, a Tuesday. */
const EPOCH = 1_788_220_800

/** The platform exists, the sellers are going to join, the first day is planned. */
export function beginWorld(options: WorldOptions): World {
  const world: World = {
    options,
    platform: idOf(options.seed, 'acct', 'platform'),
    epoch: EPOCH,
    now: EPOCH,
    store: new Store(),
    moment: EPOCH,
    agenda: new Agenda(),
    market: makeMarket(options.seed, options.sellers, EPOCH),
    cells: new Map(),
    books: openBooks(),
    bank: openBank(options.seed),
    plants: [],
    awaited: new Map(),
    payoutItems: new Map(),
    journal: [],
    ripening: new Map(),
    touched: new Map(),
    refunds: new Map(),
    events: 0,
  }
  openPlatform(world)
  for (const seller of world.market.sellers) {
    world.agenda.add(seller.bornAt, () => openAccount(world, seller))
  }
  keepContracts(world)
  world.agenda.add(EPOCH, () => planDay(world, EPOCH))
  return world
}
