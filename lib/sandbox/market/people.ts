import type { Address, Buyer } from '../objects/buyer'
import type { Random } from '../world/random'

const FIRST = [
  'Ada',
  'Bela',
  'Cleo',
  'Dario',
  'Esme',
  'Falk',
  'Gita',
  'Hiro',
  'Ines',
  'Jonas',
  'Kaja',
  'Lior',
  'Mina',
  'Nils',
]
const LAST = [
  'Ambermoor',
  'Birkfold',
  'Cindervale',
  'Dunlight',
  'Elderquay',
  'Fernholt',
  'Glasswick',
  'Hollowbrook',
  'Ironleaf',
]
const STREETS = [
  'Weaver Lane',
  'Quarry Row',
  'Lantern Street',
  'Mill Steps',
  'Orchard Way',
  'Ferry Road',
  'Tannery Yard',
]
const TRADES = [
  'Ceramics',
  'Woodcraft',
  'Textiles',
  'Roastery',
  'Lamps',
  'Papers',
  'Bicycles',
  'Records',
  'Seeds',
  'Knives',
]

/** An invented buyer: the names and streets exist nowhere, the mail domain is reserved for examples. */
export function inventBuyer(random: Random, country: string, cities: readonly string[], phonePrefix: string): Buyer {
  const first = random.pick(FIRST)
  const last = random.pick(LAST)
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}${random.between(1, 99)}@example.com`.toLowerCase(),
    phone: `${phonePrefix}${random.between(1000, 9999)}`,
    address: inventAddress(random, country, cities),
  }
}

export function inventAddress(random: Random, country: string, cities: readonly string[]): Address {
  return {
    city: random.pick(cities),
    country,
    line1: `${random.between(1, 140)} ${random.pick(STREETS)}`,
    line2: null,
    postal_code: String(random.between(10000, 99999)),
    state: null,
  }
}

export function inventPerson(random: Random): { firstName: string; lastName: string } {
  return { firstName: random.pick(FIRST), lastName: random.pick(LAST) }
}

export function inventBusiness(random: Random): string {
  return `${random.pick(LAST)} ${random.pick(TRADES)}`
}
