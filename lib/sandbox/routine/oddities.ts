import { balanceObject } from '../world/balance'
import { cellOf } from '../world/cells'
import { move } from '../world/ledger'
import { randomOf } from '../world/random'
import { emit } from '../world/record'
import type { World } from '../world/state'

const DAY = 86_400
const UNKNOWN_EVERY = 17
const HIDDEN_EVERY = 23
const DRIFT_EVERY = 19

/** Planted worlds hold a few things that belong to no sale: a type nobody has seen, a balance that moved by itself. */
export function oddDay(world: World, day: number): void {
  if (world.options.plantRate === 0) return
  const { seed } = world.options
  const since = Math.round((day - world.epoch) / DAY)
  const random = randomOf(seed, `odd/${since}`)
  const offset = randomOf(seed, 'odd').between(2, 8)
  const at = day + random.between(7, 20) * 3600 + random.between(0, 3599)
  if (since % UNKNOWN_EVERY === offset) world.agenda.add(at, () => bookUnknownType(world, since))
  if (since % HIDDEN_EVERY === offset + 1) world.agenda.add(at, () => moveUnseen(world, since))
  if (since % DRIFT_EVERY === offset + 2) world.agenda.add(at, () => driftReserve(world, since))
}

function bookUnknownType(world: World, since: number): void {
  const random = randomOf(world.options.seed, `unknown/${since}`)
  const transaction = move(world, world.platform, {
    key: `rebate/${since}`,
    amount: random.between(120, 9000),
    currency: 'eur',
    type: 'carbon_rebate',
    category: 'carbon_rebate',
    source: null,
    description: 'Carbon rebate',
  })
  world.plants.push({ mutation: 'unknown_type', account: world.platform, transaction: transaction.id })
}

/** The balance moves and no transaction says why. */
function moveUnseen(world: World, since: number): void {
  const random = randomOf(world.options.seed, `hidden/${since}`)
  const seller = random.pick(world.market.sellers)
  const taken = random.chance(0.5) || world.store.get(seller.account, seller.account) === undefined
  const [account, currency] = taken ? [world.platform, 'eur'] : [seller.account, seller.currency]
  const amount = random.between(3, 400) * 1000 * (random.chance(0.5) ? 1 : -1)
  cellOf(world.cells, account, currency).hidden += amount
  world.plants.push({ mutation: 'hidden_movement', account, currency, amount })
  emit(world, account, 'balance.available', balanceObject(world, account))
}

/** What Stripe holds back on the platform changes, and neither a hold nor a release says so. */
function driftReserve(world: World, since: number): void {
  const random = randomOf(world.options.seed, `drift/${since}`)
  const cell = cellOf(world.cells, world.platform, 'eur')
  // A reserve is not owed: only what was too much of it can go as it came.
  const shrinks = cell.drift > 1000 && random.chance(0.4)
  const amount = shrinks ? -random.between(500, cell.drift - 1) : random.between(500, 60_000)
  cell.drift += amount
  world.plants.push({ mutation: 'reserve_drift', account: world.platform, currency: 'eur', amount })
  emit(world, world.platform, 'balance.available', balanceObject(world, world.platform))
}
