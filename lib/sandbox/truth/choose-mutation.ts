import { contractAt } from '../books/contracts'
import type { EntryKind } from '../books/entry'
import type { Family } from '../flows/family'
import { type Random, randomOf } from '../world/random'
import type { World } from '../world/state'
import type { Forgotten, Mutation } from './plant'

type Wish = { weight: number; mutation: Mutation }

/** About one sale in a hundred suffers something; a sale that is refunded can suffer more, so it does so more often. */
export function chooseMutation(world: World, family: Family): Mutation | null {
  const random = randomOf(world.options.seed, `plant/${family.key}`)
  const rate = world.options.plantRate ?? 0.01
  if (!random.chance(Math.min(1, rate * (family.refund === null ? 0.75 : 4)))) return null
  const wishes = [
    ...saleWishes(family),
    ...feeWishes(family),
    ...transferWishes(family),
    ...refundWishes(family, random),
  ]
  return wishes[random.weighted(wishes.map((wish) => wish.weight))]!.mutation
}

function saleWishes(family: Family): Wish[] {
  const plain = family.method === 'card' && !family.manualCapture && family.refund === null && family.dispute === null
  return [
    ...entryWishes('sale', 10).filter((wish) => !family.bookedAhead || wish.mutation.name !== 'entry_doubled'),
    { weight: 4, mutation: { name: 'entry_currency_swapped', kind: 'sale' } },
    ...(plain && !family.seller.orderOnly ? [{ weight: 14, mutation: { name: 'charged_twice' } as const }] : []),
  ]
}

function feeWishes(family: Family): Wish[] {
  if (!takesFee(family)) return []
  return [
    ...entryWishes('application_fee', 6),
    { weight: 3, mutation: { name: 'entry_currency_swapped', kind: 'application_fee' } },
    { weight: 9, mutation: { name: 'fee_off_contract', booksFollow: 'contract' } },
    { weight: 9, mutation: { name: 'fee_off_contract', booksFollow: 'stripe' } },
  ]
}

function transferWishes(family: Family): Wish[] {
  if (family.model === 'direct') return []
  return [...entryWishes('transfer', 6), { weight: 3, mutation: { name: 'entry_currency_swapped', kind: 'transfer' } }]
}

/** The refunds of a cart carry shares, which other findings are measured by: their entries stay as they are. */
function refundWishes(family: Family, random: Random): Wish[] {
  if (family.refund === null) return []
  const returnsFee = takesFee(family) && policyOf(family) === 'returned'
  const some = random.chance(0.6) ? 'all' : 'short'
  const forgets = (forgot: Forgotten): Wish => ({ weight: 30, mutation: { name: 'refund_incomplete', forgot } })
  return [
    ...(family.model === 'separate' ? [] : entryWishes('refund', 9)),
    ...(returnsFee ? entryWishes('application_fee_refund', 6) : []),
    ...(family.model === 'direct' ? [] : entryWishes('transfer_reversal', 6)),
    ...(returnsFee ? [forgets({ fee: some, transfer: 'no' })] : []),
    ...(family.model === 'direct' ? [] : [forgets({ fee: 'no', transfer: some })]),
    ...(returnsFee && family.model === 'destination' ? [forgets({ fee: 'all', transfer: 'all' })] : []),
  ]
}

function entryWishes(kind: EntryKind, weight: number): Wish[] {
  return [
    { weight, mutation: { name: 'entry_dropped', kind } },
    { weight: weight * 0.6, mutation: { name: 'entry_amount_off', kind } },
    { weight: weight * 0.4, mutation: { name: 'entry_doubled', kind } },
    { weight: weight * 0.4, mutation: { name: 'entry_invented', kind } },
  ]
}

/** Whether an application fee is taken: not from a cart, nor where the platform retains its share. */
export function takesFee(family: Family): boolean {
  return family.model === 'direct' || (family.model === 'destination' && !family.seller.retains)
}

export function policyOf(family: Family): 'kept' | 'returned' {
  return contractAt(family.seller.contracts, family.chargedAt)?.refundPolicy ?? 'kept'
}
