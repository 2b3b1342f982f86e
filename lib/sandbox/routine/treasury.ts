import { share } from '../market/currency'
import { settle } from '../market/exchange'
import { isAlive } from '../market/market'
import { cellOf, cellsOf } from '../world/cells'
import { move } from '../world/ledger'
import { randomOf } from '../world/random'
import type { World } from '../world/state'
import { weekdayOf } from './payouts'

const DAY = 86_400
const VAT_BP = 1900
const PER_ACTIVE_ACCOUNT = 200

/** What Stripe does with the platform's balance by itself: reserves every day, network costs weekly, fees monthly. */
export function treasuryDay(world: World, day: number): void {
  world.agenda.add(day + 2400, () => reserve(world, day))
  if (weekdayOf(day) === 1) world.agenda.add(day + 4 * 3600, () => billNetworkCosts(world, day))
  if (new Date(day * 1000).getUTCDate() === 1 && day > world.epoch) {
    world.agenda.add(day + 6 * 3600, () => billMonth(world, day))
  }
}

/** Stripe holds back on the platform what the sellers' negative balances amount to, in euros. */
function reserve(world: World, day: number): void {
  const needed = world.market.sellers.reduce((sum, seller) => {
    const owed = cellsOf(world.cells, seller.account).map((cell) => {
      const total = cell.available + cell.pending
      return total < 0 ? settle(world.options.seed, -total, cell.currency, 'eur', world.moment).amount : 0
    })
    return sum + owed.reduce((a, b) => a + b, 0)
  }, 0)
  const cell = cellOf(world.cells, world.platform, 'eur')
  const change = needed - cell.reserved
  if (change === 0) return
  const description = change > 0 ? 'Connect reserve hold' : 'Connect reserve release'
  charge(world, `reserve/${day}`, -change, 'reserve_transaction', 'connect_reserved_funds', description)
  cell.reserved += change
}

function billNetworkCosts(world: World, day: number): void {
  const cost = randomOf(world.options.seed, `network/${day}`).between(3, 9) * world.market.sellers.length + 37
  charge(world, `network/${day}`, -cost, 'stripe_fee', 'network_cost', 'Card network costs')
}

/** Connect fees for the month that has ended, and the tax on them. */
function billMonth(world: World, day: number): void {
  const active = world.market.sellers.filter((seller) => isAlive(seller, day - DAY)).length
  const fee = active * PER_ACTIVE_ACCOUNT
  charge(world, `fee/${day}`, -fee, 'stripe_fee', 'fee', 'Connect: active accounts')
  charge(world, `tax/${day}`, -share(fee, VAT_BP, 10_000), 'tax_fee', 'tax', 'VAT on Stripe fees')
}

function charge(world: World, key: string, amount: number, type: string, category: string, description: string): void {
  if (amount === 0) return
  move(world, world.platform, { key, amount, currency: 'eur', type, category, source: null, description })
}
