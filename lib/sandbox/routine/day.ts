import { bankDay } from '../bank/bank-day'
import { draftFamily, type Occasion } from '../flows/draft-family'
import { keepSale, sell } from '../flows/sale'
import { sellAgain } from '../flows/sell-again'
import { isAlive } from '../market/market'
import type { Seller } from '../market/seller'
import { type Random, randomOf } from '../world/random'
import type { World } from '../world/state'
import { oddDay } from './oddities'
import { payOutPlatform, payOutToday, weekdayOf } from './payouts'
import { strayFeeDay } from './stray-fees'
import { treasuryDay } from './treasury'

const HOUR = 3600
const DAY = 86_400
/** Shares of a day's sales by hour of the day (UTC). */
const HOURS = [2, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 7, 6, 6, 6, 7, 8, 9, 10, 9, 7, 5, 3]
const TWIN_SHARE = 0.02

/** Plans one day from its midnight, then the next one. */
export function planDay(world: World, day: number): void {
  for (const seller of world.market.sellers) {
    if (seller.bornAt <= day) payOutToday(world, day, seller)
    if (isAlive(seller, day)) planSales(world, day, seller)
  }
  bankDay(world, day)
  payOutPlatform(world, day)
  treasuryDay(world, day)
  oddDay(world, day)
  strayFeeDay(world, day)
  world.agenda.add(day + DAY, () => planDay(world, day + DAY))
}

function planSales(world: World, day: number, seller: Seller): void {
  const random = randomOf(world.options.seed, `day/${seller.index}/${day}`)
  const age = Math.floor((day - seller.bornAt) / DAY)
  const count = poisson(random, seller.pace * seller.growth ** age * seller.week[weekdayOf(day)]!)
  for (let n = 0; n < count; n += 1) {
    const at = day + random.weighted(HOURS) * HOUR + random.between(0, HOUR - 1)
    const twin = random.chance(seller.orderOnly ? TWIN_SHARE * 4 : TWIN_SHARE)
    const waits = seller.orderOnly && random.chance(0.4) ? random.between(HOUR, 40 * HOUR) : 0
    const occasion = {
      key: `${seller.index}/${day}/${n}`,
      seller,
      at,
      partners: partnersOf(world, random, seller, day),
    }
    plan(world, occasion, waits)
    if (twin) planTwin(world, occasion, day, random)
  }
}

/** The same amount from the same seller on the same day, and yet another order. */
function planTwin(world: World, occasion: Occasion, day: number, random: Random): void {
  const { amount, currency, model } = draftFamily(world, occasion)
  if (model === 'separate') return
  const at = Math.min(day + DAY - 1, occasion.at + random.between(60, 2 * HOUR))
  plan(world, { ...occasion, key: `${occasion.key}/twin`, at, like: { amount, currency } }, 0)
}

function plan(world: World, occasion: Occasion, waits: number): void {
  const family = draftFamily(world, { ...occasion, at: occasion.at + waits, bookedAhead: waits > 0 })
  if (waits > 0) world.agenda.add(occasion.at, () => keepSale(world, family))
  world.agenda.add(family.chargedAt, () => {
    sell(world, family)
    if (family.mutation?.name === 'charged_twice') sellAgain(world, family)
  })
}

function partnersOf(world: World, random: Random, seller: Seller, day: number): Seller[] {
  if (seller.model !== 'separate') return []
  const others = world.market.sellers.filter(
    (other) => other.index !== seller.index && other.currency === seller.currency && isAlive(other, day),
  )
  if (others.length < 2) return []
  const first = random.between(0, others.length - 2)
  return [others[first]!, others[first + 1]!]
}

function poisson(random: Random, mean: number): number {
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > floor; product *= random.next()) count += 1
  return count
}
