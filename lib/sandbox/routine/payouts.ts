import { payOut } from '../acts/pay-out'
import { currencyOf } from '../market/currency'
import type { Seller } from '../market/seller'
import type { StripeObject } from '../store/store'
import type { Cell } from '../world/cells'
import { cellsOf } from '../world/cells'
import { midnightAfter } from '../world/ledger'
import { randomOf } from '../world/random'
import type { World } from '../world/state'
import { followPayout } from './payout-fate'

const DAY = 86_400
/** Below this many units of the currency nothing is paid out by itself. */
const LEAST_UNITS = 1

/** The payouts of one day: automatic ones by each seller's schedule, now and then one by hand, or an instant one. */
export function payOutToday(world: World, day: number, seller: Seller): void {
  const weekday = weekdayOf(day)
  if (weekday > 4) return
  const random = randomOf(world.options.seed, `payouts/${seller.index}/${day}`)
  const byHand = random.chance(seller.schedule === 'manual' ? 0.16 : 0)
  const instant = random.chance(seller.country.code === 'US' || seller.country.code === 'GB' ? 0.012 : 0)
  const percent = random.between(50, 100)
  const sweeps = seller.schedule === 'daily' || (seller.schedule === 'weekly' && weekday === seller.index % 5)
  const at = day + seller.payoutSecond
  if (sweeps) world.agenda.add(at, () => sweep(world, seller.account, day))
  if (byHand) world.agenda.add(at + 6 * 3600, () => payByHand(world, seller.account, day, percent, 'standard'))
  if (instant)
    world.agenda.add(at + 8 * 3600, () => payByHand(world, seller.account, day, Math.min(percent, 80), 'instant'))
}

/** The platform is paid on Mondays. */
export function payOutPlatform(world: World, day: number): void {
  if (weekdayOf(day) === 0) world.agenda.add(day + 5 * 3600, () => sweep(world, world.platform, day))
}

/** Monday is 0. */
export function weekdayOf(at: number): number {
  return (Math.floor(at / DAY) + 3) % 7
}

function sweep(world: World, account: string, day: number): void {
  if (world.store.get(account, account)?.payouts_enabled === false) return
  for (const cell of cellsOf(world.cells, account)) {
    const amount = netOf(world, account, cell)
    if (amount < LEAST_UNITS * currencyOf(cell.currency).unit) continue
    const made = payOut(world, account, {
      key: `${day}/${cell.currency}`,
      amount,
      currency: cell.currency,
      automatic: true,
      method: 'standard',
      arrivalDate: arrival(day, 2),
    })
    followPayout(world, account, made)
  }
}

function netOf(world: World, account: string, cell: Cell): number {
  return cell.unswept.reduce((sum, id) => sum + ((world.store.get(account, id) as StripeObject).net as number), 0)
}

function payByHand(world: World, account: string, day: number, percent: number, method: 'standard' | 'instant'): void {
  if (world.store.get(account, account)?.payouts_enabled === false) return
  for (const cell of cellsOf(world.cells, account)) {
    const { grain, unit } = currencyOf(cell.currency)
    const amount = Math.floor((cell.available * percent) / 100 / grain) * grain
    if (amount < LEAST_UNITS * unit) continue
    const made = payOut(world, account, {
      key: `${day}/${cell.currency}/${method}`,
      amount,
      currency: cell.currency,
      automatic: false,
      method,
      arrivalDate: method === 'instant' ? world.moment : arrival(day, 2),
    })
    followPayout(world, account, made)
  }
}

/** That many business days after `day`, at midnight. */
export function arrival(day: number, businessDays: number): number {
  let at = midnightAfter(day, 0)
  for (let left = businessDays; left > 0; ) {
    at += DAY
    if (weekdayOf(at) < 5) left -= 1
  }
  return at
}
