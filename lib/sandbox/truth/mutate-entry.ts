import type { Entry, EntryKind } from '../books/entry'
import { currencyOf } from '../market/currency'
import { disputeFees } from '../market/dispute-fees'
import { idOf, type Random, randomOf } from '../world/random'
import type { World } from '../world/state'
import type { Mutation } from './plant'

type EntryMutation = Extract<Mutation, { kind: EntryKind }>

/** Does to one entry what its family is to suffer, records it, and gives back the lines that will be written. */
export function mutateEntry(world: World, entry: Entry, mutation: EntryMutation): Entry[] {
  mutation.done = true
  const random = randomOf(world.options.seed, `mutate/${entry.reference}`)
  switch (mutation.name) {
    case 'entry_dropped':
      world.plants.push({ mutation: 'entry_dropped', entry })
      return []
    case 'entry_invented': {
      const invented = invent(world, entry, random)
      world.plants.push({ mutation: 'entry_invented', entry: invented })
      return [entry, invented]
    }
    case 'entry_amount_off': {
      const off = { ...entry, amount: offAmount(world, entry, random) }
      world.plants.push({ mutation: 'entry_amount_off', entry: off, honestAmount: entry.amount })
      return [off]
    }
    case 'entry_currency_swapped': {
      const swapped = { ...entry, currency: otherCurrency(entry.currency, random) }
      world.plants.push({ mutation: 'entry_currency_swapped', entry: swapped, honestCurrency: entry.currency })
      return [swapped]
    }
    case 'entry_doubled': {
      const double = repeat(world, entry, random)
      world.plants.push({ mutation: 'entry_doubled', entry, double })
      return [entry, double]
    }
  }
}

/** Looks like its model in every way, and stands for nothing. */
function invent(world: World, model: Entry, random: Random): Entry {
  const key = `${model.reference}/invented`
  const prefix = model.objectId.slice(0, model.objectId.indexOf('_'))
  const order = model.orderReference === undefined ? {} : { orderReference: orderOf(world, key) }
  const { shares: _, ...rest } = model
  return {
    ...rest,
    ...order,
    reference: idOf(world.options.seed, 'BK', key).slice(0, 17),
    objectId: idOf(world.options.seed, prefix, key),
    amount: offAmount(world, model, random),
    writtenAt: model.writtenAt + random.between(1, 900),
    role: 'invented',
  }
}

function repeat(world: World, entry: Entry, random: Random): Entry {
  const later = random.between(20, 900)
  return {
    ...entry,
    reference: idOf(world.options.seed, 'BK', `${entry.reference}/double`).slice(0, 17),
    occurredAt: entry.occurredAt + later,
    writtenAt: entry.writtenAt + later,
    role: 'double',
  }
}

/** Another amount, on the grain and above zero; its last two digits stay, since prices end in their own ways; fees of disputes are few, and another of them looks right. */
function offAmount(world: World, entry: Entry, random: Random): number {
  if (entry.kind === 'dispute_fee') {
    return random.pick(disputeFees(world, entry.account).filter((fee) => fee !== entry.amount))
  }
  const { priceStep } = currencyOf(entry.currency)
  const difference = (priceStep === 1 ? 100 : priceStep) * random.pick([1, 1, 2, 3, 9, 10, 20, 30])
  return random.chance(0.5) && entry.amount > difference ? entry.amount - difference : entry.amount + difference
}

const LIKELY = { eur: 45, usd: 22, gbp: 16, cad: 6, aud: 5 }

/** Another currency, about as often as the market has it; only such as take any amount. */
function otherCurrency(currency: string, random: Random): string {
  const others = Object.entries(LIKELY).filter(([code]) => code !== currency)
  return others[random.weighted(others.map(([, weight]) => weight))]![0]
}

/** An order's reference, as the shop writes it. */
export function orderOf(world: World, key: string): string {
  return `ORD-${idOf(world.options.seed, 'o', key).slice(2, 11).toUpperCase()}`
}
