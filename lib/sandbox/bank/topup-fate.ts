import { move } from '../world/ledger'
import { type Random, randomOf } from '../world/random'
import { mint, record } from '../world/record'
import type { World } from '../world/state'
import { book, plantChance } from './bank'
import { businessDayAfter } from './calendar'
import { type Topup, topup } from './topup'
import { topupWording } from './wording'

const HOUR = 3600
const STEP = 1000

/** Now and then the platform tops up its balance: the bank is debited, and the money is there that day or soon after. */
export function topUpToday(world: World, day: number, currency: string): void {
  const random = randomOf(world.options.seed, `top-up/${currency}/${day}`)
  if (!random.chance(0.08)) return
  const amount = topupAmount(random)
  const isTied = random.chance(plantChance(world, 8, 0.25))
  const made = (which: string) => mint(world, 'tu', `${currency}/${day}/${which}`)
  topUp(world, day, currency, amount, made('first'), isTied)
  if (!isTied) return
  topUp(world, day, currency, amount, made('second'), isTied)
  const topups = [made('first'), made('second')] as const
  world.agenda.add(day + 20 * HOUR, () => world.bank.plants.push({ mutation: 'topups_tied', topups }))
}

/** Round sums. */
export function topupAmount(random: Random): number {
  return random.between(20, 200) * STEP
}

function topUp(world: World, day: number, currency: string, amount: number, id: string, isTied: boolean): void {
  const random = randomOf(world.options.seed, `top-up/${id}`)
  const debitOn = businessDayAfter(day, random.weighted([70, 30]), currency)
  const succeedsOn = businessDayAfter(debitOn, random.weighted([60, 25, 15]), currency)
  const fate = (['succeeds', 'fails', 'reversed'] as const)[isTied ? 0 : random.weighted([91, 5, 4])]!
  const isLost = random.chance(plantChance(world, 12, 0.3)) && !isTied
  const createdAt = day + random.between(5 * HOUR, 8 * HOUR)
  world.agenda.add(createdAt, () => {
    const made = topup({ id, amount, currency, created: world.moment, expectedOn: succeedsOn })
    record(world, world.platform, made, 'topup.created')
  })
  const at = debitOn + random.between(9 * HOUR, 18 * HOUR)
  if (fate === 'succeeds') world.agenda.add(at, () => debit(world, id, amount, currency, isLost, random))
  world.agenda.add(succeedsOn + 19 * HOUR, () => (fate === 'fails' ? fail(world, id) : succeed(world, id)))
  const goneOn = businessDayAfter(succeedsOn, 1, currency)
  // The bank had refused before it booked anything: neither a debit nor its return is on any statement.
  if (fate === 'reversed') world.agenda.add(goneOn + 9 * HOUR, () => reverse(world, id))
}

function debit(world: World, id: string, amount: number, currency: string, isLost: boolean, random: Random): void {
  if (isLost) world.bank.plants.push({ mutation: 'topup_line_lost', topup: id })
  else book(world, currency, id, { amount: -amount, code: 'direct_debit', ...topupWording(random) })
}

function succeed(world: World, id: string): void {
  const made = world.store.get(world.platform, id) as Topup
  const { amount, currency } = made
  const about = { key: 'topup', type: 'topup', category: 'topup', source: id, description: 'HARBOUR TOPUP' }
  const transaction = move(world, world.platform, { ...about, amount, currency })
  const after = { ...made, status: 'succeeded', balance_transaction: transaction.id }
  record(world, world.platform, after, 'topup.succeeded')
}

function fail(world: World, id: string): void {
  const made = world.store.get(world.platform, id) as Topup
  const why = { failure_code: 'insufficient_funds', failure_message: 'The bank account holds too little.' }
  record(world, world.platform, { ...made, status: 'failed', ...why }, 'topup.failed')
}

function reverse(world: World, id: string): void {
  const made = world.store.get(world.platform, id) as Topup
  const { amount, currency } = made
  const about = { key: 'reversal', type: 'topup_reversal', category: 'topup_reversal', source: id }
  move(world, world.platform, { ...about, amount: -amount, currency })
  record(world, world.platform, { ...made, status: 'reversed' }, 'topup.reversed')
}
