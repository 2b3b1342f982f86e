import { payOut } from '../acts/pay-out'
import type { Payout } from '../objects/payout'
import { followPayout } from '../routine/payout-fate'
import { arrival } from '../routine/payouts'
import { cellOf } from '../world/cells'
import { type Random, randomOf } from '../world/random'
import type { World } from '../world/state'
import { type ArrivalWish, plantChance } from './bank'
import { businessDayAfter, isBusinessDay } from './calendar'

const HOUR = 3600
const UNIT = 100
/** Some amounts come again and again. */
const STANDING = 40_000

/** Besides its Mondays the platform now and then pays itself out by hand, sometimes the same amount twice. */
export function payOutByHand(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `by-hand/${currency}/${day}`)
  if (!random.chance(0.24)) return
  const at = day + random.between(7 * HOUR, 12 * HOUR)
  const isTwin = random.chance(0.36)
  world.agenda.add(at, () => {
    const amount = amountOf(world, currency, random)
    if (amount < UNIT) return
    if (isTwin) payTwins(world, day, currency, amount, random)
    else pay(world, `${day}/once`, day, currency, amount)
  })
}

function amountOf(world: World, currency: string, random: Random): number {
  const { available } = cellOf(world.cells, world.platform, currency)
  const percent = random.between(6, 20)
  if (random.chance(0.12) && available > 3 * STANDING) return STANDING
  return Math.floor((available * percent) / 100 / UNIT) * UNIT
}

/**
 * Two payouts of one amount, on one day or on two. Honest ones are told apart by a trace or by the days on which they
 * come; tied ones by nothing.
 */
function payTwins(world: World, day: number, currency: string, amount: number, random: Random): void {
  const isTied = random.chance(plantChance(world, 45, 0.5))
  const next = businessDayAfter(day, 1, currency)
  // A day on which the bank is closed would bring both to the same day after all.
  const comesLater = random.chance(0.5) && isOpenThroughout(day, currency)
  const first = comesLater ? laterTwin(isTied) : sameTwin(isTied, random)
  const second: ArrivalWish = { lateBy: 0, isTraced: false, isTied }
  const one = pay(world, `${day}/first`, day, currency, amount, first)
  const wait = comesLater ? next - day : random.between(60, 2400)
  world.agenda.add(world.moment + wait, () => {
    const two = pay(world, `${day}/second`, comesLater ? next : day, currency, amount, second)
    if (isTied && one !== undefined && two !== undefined)
      world.bank.plants.push({ mutation: 'payouts_tied', payouts: [one.id, two.id] })
  })
}

/** The first one, late by a day, is booked together with the second. */
const laterTwin = (isTied: boolean): ArrivalWish => ({ lateBy: isTied ? 1 : 0, isTraced: false, isTied })
const sameTwin = (isTied: boolean, random: Random): ArrivalWish => ({
  lateBy: random.between(0, 1),
  isTraced: !isTied,
  isTied,
})

function isOpenThroughout(day: number, currency: string): boolean {
  const last = arrival(businessDayAfter(day, 1, currency), 2)
  for (let at = day; at <= last; at += 86_400) {
    const weekday = new Date(at * 1000).getUTCDay()
    if (weekday !== 0 && weekday !== 6 && !isBusinessDay(at, currency)) return false
  }
  return true
}

function pay(
  world: World,
  key: string,
  day: number,
  currency: string,
  amount: number,
  wish?: ArrivalWish,
): Payout | undefined {
  if (cellOf(world.cells, world.platform, currency).available < amount) return undefined
  const made = payOut(world, world.platform, {
    key: `by-hand/${key}/${currency}`,
    amount,
    currency,
    automatic: false,
    method: 'standard',
    arrivalDate: arrival(day, 2),
  })
  if (wish !== undefined) world.bank.wishes.set(made.id, wish)
  followPayout(world, world.platform, made)
  return made
}
