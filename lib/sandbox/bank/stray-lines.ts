import { cellOf } from '../world/cells'
import { type Random, randomOf } from '../world/random'
import { mint } from '../world/record'
import type { World } from '../world/state'
import { book, plantChance } from './bank'
import { payoutWording, topupWording, traceOf } from './wording'

const HOUR = 3600

/** Planted worlds see Stripe's money come and go that no payout and no top-up stands behind. */
export function strayToday(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `stray/${currency}/${day}`)
  const comes = random.chance(plantChance(world, 3, 0.12))
  const goes = random.chance(plantChance(world, 2, 0.08))
  if (comes) world.agenda.add(day + random.between(8 * HOUR, 18 * HOUR), () => come(world, day, currency, random))
  if (goes) world.agenda.add(day + random.between(9 * HOUR, 18 * HOUR), () => go(world, day, currency, random))
}

/** Looks like a payout: of any cents, as those of Mondays are, or of whole units, as those by hand are. */
function come(world: World, day: number, currency: string, random: Random): void {
  const { available } = cellOf(world.cells, world.platform, currency)
  const scale = Math.max(20_000, available)
  const byHand = random.chance(0.5)
  const exact = Math.floor(scale * (byHand ? 0.06 + random.next() * 0.14 : 0.5 + random.next()))
  const amount = byHand ? Math.floor(exact / 100) * 100 : exact
  const key = `stray/${day}`
  const wording = payoutWording(random, traceOf(mint(world, 'po', `${key}/${currency}`)))
  const line = book(world, currency, key, { amount, code: 'transfer_in', ...wording })
  world.bank.plants.push({ mutation: 'stray_credit', currency, line: line.reference })
}

function go(world: World, day: number, currency: string, random: Random): void {
  const amount = -random.between(4, 40) * 5000
  const line = book(world, currency, `stray-debit/${day}`, { amount, code: 'direct_debit', ...topupWording(random) })
  world.bank.plants.push({ mutation: 'stray_debit', currency, line: line.reference })
}
