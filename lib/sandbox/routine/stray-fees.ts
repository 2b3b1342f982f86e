import { currencyOf, onGrain } from '../market/currency'
import { isAlive } from '../market/market'
import type { Seller } from '../market/seller'
import { balanceObject } from '../world/balance'
import { move } from '../world/ledger'
import { type Random, randomOf } from '../world/random'
import { emit } from '../world/record'
import type { World } from '../world/state'

const DAY = 86_400
const HONEST_EVERY = 3
const PLANTED_EVERY = 11

/** Now and then Stripe bills a seller for something that belongs to no payment; only those who pay their own fees. */
export function strayFeeDay(world: World, day: number): void {
  const { seed, plantRate } = world.options
  const since = Math.round((day - world.epoch) / DAY)
  const random = randomOf(seed, `stray/${since}`)
  const at = day + random.between(6 * 3600, 20 * 3600)
  const offset = randomOf(seed, 'stray').between(1, PLANTED_EVERY - 2)
  if (since % HONEST_EVERY === 1) world.agenda.add(at, () => bill(world, day, random, 'account'))
  if (plantRate === 0 || since % PLANTED_EVERY !== offset) return
  const planted = randomOf(seed, `stray-planted/${since}`)
  world.agenda.add(at + planted.between(60, 7200), () => bill(world, day, planted, 'application'))
}

function bill(world: World, day: number, random: Random, payer: 'account' | 'application'): void {
  const sellers = world.market.sellers.filter((seller) => isAlive(seller, day) && isPaidBy(world, seller, payer))
  if (sellers.length === 0) return
  const { account, currency } = random.pick(sellers)
  const amount = onGrain(Math.ceil((random.between(40, 2500) * currencyOf(currency).perEuro) / 100), currency)
  const isNetwork = random.chance(0.4)
  const transaction = move(world, account, {
    key: `stray/${day}/${payer}`,
    amount: -Math.max(amount, currencyOf(currency).grain),
    currency,
    type: 'stripe_fee',
    category: isNetwork ? 'network_cost' : 'fee',
    source: null,
    description: isNetwork ? 'Card network costs' : 'Radar for Fraud Teams',
  })
  // It has no object that an event could speak of: what is told is that the balance changed.
  emit(world, account, 'balance.available', balanceObject(world, account))
  if (payer === 'application') world.plants.push({ mutation: 'stray_fee', account, transaction: transaction.id })
}

function isPaidBy(world: World, seller: Seller, payer: 'account' | 'application'): boolean {
  const controller = world.store.get(seller.account, seller.account)?.controller as
    | { fees: { payer: string } }
    | undefined
  return controller !== undefined && (controller.fees.payer === 'account') === (payer === 'account')
}
