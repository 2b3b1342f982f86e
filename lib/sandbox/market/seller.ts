import { type Contract, draftContracts } from '../books/contracts'
import { idOf, type Random, randomOf } from '../world/random'
import { COUNTRIES, type Country } from './countries'

export type ChargeModel = 'direct' | 'destination' | 'separate'
export type Schedule = 'daily' | 'weekly' | 'manual'

export type Seller = {
  index: number
  account: string
  bank: string
  country: Country
  currency: string
  /** Unix seconds; a seller sells from its birth until its death, if it has one. */
  bornAt: number
  diesAt: number | null
  /** Sales a day at birth, and the daily growth factor. */
  pace: number
  growth: number
  /** Monday first. */
  week: readonly number[]
  /** A typical price in euros. */
  price: number
  /** What most of its sales are; a `separate` seller leads carts that others join. */
  model: ChargeModel
  schedule: Schedule
  payoutSecond: number
  /** Its sales reach the platform's books in one batch at night. */
  nightly: boolean
  /** Its sales name only their order in the books. */
  orderOnly: boolean
  /** The platform retains its share of a destination charge instead of taking a fee. */
  retains: boolean
  /** Its shop names a rate whenever a sale is to be converted. */
  quotes: boolean
  contracts: readonly Contract[]
}

const DAY = 86_400

/** The seller of that index: everything about it follows from the seed and its index. */
export function makeSeller(seed: number, index: number, epoch: number): Seller {
  const random = randomOf(seed, `seller/${index}`)
  const country = COUNTRIES[random.weighted(COUNTRIES.map((c) => c.share))]!
  const bornAt = epoch + (random.chance(0.72) ? 0 : random.between(1, 50) * DAY)
  const account = idOf(seed, 'acct', `seller/${index}`)
  const model = chargeModel(random, country.currency)
  return {
    index,
    account,
    bank: idOf(seed, 'ba', `seller/${index}`),
    country,
    currency: country.currency,
    bornAt,
    diesAt: random.chance(0.12) ? bornAt + random.between(8, 45) * DAY : null,
    pace: 0.12 + random.next() ** 3 * 2.6,
    growth: 0.992 + random.next() * 0.02,
    week: week(random),
    price: 12 + random.next() ** 2 * 160,
    model,
    schedule: schedule(random),
    payoutSecond: random.between(900, 4 * 3600),
    nightly: random.chance(0.2),
    orderOnly: random.chance(0.05),
    retains: random.chance(0.25),
    quotes: randomOf(seed, `quotes/${index}`).chance(0.6),
    contracts: draftContracts(randomOf(seed, `contracts/${index}`), seed, account, country.currency, bornAt),
  }
}

function chargeModel(random: Random, currency: string): ChargeModel {
  const mayShareCarts = currency === 'eur' || currency === 'usd' || currency === 'gbp'
  return (['direct', 'destination', 'separate'] as const)[random.weighted([46, 36, mayShareCarts ? 18 : 0])]!
}

function schedule(random: Random): Schedule {
  return (['daily', 'weekly', 'manual'] as const)[random.weighted([55, 30, 15])]!
}

/** Shops rest on Sunday, or live from the weekend. */
function week(random: Random): readonly number[] {
  const weekender = random.chance(0.35)
  return [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? 1 : weekender ? 1.8 : 0.45) * (0.85 + random.next() * 0.3))
}
