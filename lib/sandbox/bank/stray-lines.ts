import { cellOf } from '../world/cells'
import { randomOf } from '../world/random'
import { mint } from '../world/record'
import type { World } from '../world/state'
import { book, plantChance } from './bank'
import { businessDayAfter } from './calendar'
import { topupAmount } from './topup-fate'
import { payoutWording, topupWording, traceOf } from './wording'

const HOUR = 3600
/** The automatic payouts of Mondays arrive on Wednesdays. */
const ARRIVAL_WEEKDAY = 3

/** Planted worlds see Stripe's money come and go that no payout and no top-up stands behind. */
export function strayToday(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `stray/${currency}/${day}`)
  const likeByHand = random.chance(plantChance(world, 2, 0.1))
  const likeMondays = random.chance(plantChance(world, 6, 0.3)) && new Date(day * 1000).getUTCDay() === ARRIVAL_WEEKDAY
  const lateBy = random.weighted([82, 11, 7])
  const goes = random.chance(plantChance(world, 2, 0.08))
  const [first, second, third] = [random.between(8, 17), random.between(8, 17), random.between(9, 17)]
  const minutes = random.between(0, 3599)
  if (likeByHand) world.agenda.add(day + first * HOUR + minutes, () => comeLikeByHand(world, day, currency))
  const late = businessDayAfter(day, lateBy, currency)
  if (likeMondays) world.agenda.add(late + second * HOUR + minutes, () => comeLikeMondays(world, day, currency))
  if (goes) world.agenda.add(day + third * HOUR + minutes, () => go(world, day, currency))
}

/** Whole units, as the platform pays itself by hand. */
function comeLikeByHand(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `stray/by-hand/${currency}/${day}`)
  const share = 0.06 + random.next() * 0.14
  come(world, currency, `stray/by-hand/${day}`, Math.floor((share * scaleOf(world, currency)) / 100) * 100)
}

/** Any cents, as a sweep of the balance has. */
function comeLikeMondays(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `stray/mondays/${currency}/${day}`)
  come(world, currency, `stray/mondays/${day}`, Math.floor((0.5 + random.next()) * scaleOf(world, currency)))
}

function scaleOf(world: World, currency: string): number {
  return Math.max(20_000, cellOf(world.cells, world.platform, currency).available)
}

function come(world: World, currency: string, key: string, amount: number): void {
  const random = randomOf(world.options.seed, `${key}/${currency}/wording`)
  const wording = payoutWording(random, traceOf(mint(world, 'po', `${key}/${currency}`)))
  const line = book(world, currency, key, { amount, code: 'transfer_in', ...wording })
  world.bank.plants.push({ mutation: 'stray_credit', currency, line: line.reference })
}

function go(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `stray/debit/${currency}/${day}`)
  const amount = -topupAmount(random)
  const line = book(world, currency, `stray/debit/${day}`, { amount, code: 'direct_debit', ...topupWording(random) })
  world.bank.plants.push({ mutation: 'stray_debit', currency, line: line.reference })
}
