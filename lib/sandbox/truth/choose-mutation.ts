import { contractAt } from '../books/contracts'
import type { EntryKind } from '../books/entry'
import { isBeyondBound } from '../flows/conversion'
import type { DisputePlan, Family } from '../flows/family'
import { isRecoverable } from '../flows/plans'
import { type Random, randomOf } from '../world/random'
import type { World } from '../world/state'
import type { Forgotten, Mutation } from './plant'

type Wish = { weight: number; mutation: Mutation }

/**
 * About one sale in a hundred suffers something. What is rare (a refund, a dispute, a converted sale) can suffer things
 * that nothing else can, so it does so more often.
 */
export function chooseMutation(world: World, family: Family): Mutation | null {
  const random = randomOf(world.options.seed, `plant/${family.key}`)
  const rate = world.options.plantRate ?? 0.01
  if (!random.chance(Math.min(1, rate * proneness(family)))) return null
  const wishes =
    family.dispute !== null && !family.dispute.inquiry
      ? disputeWishes(world, family, family.dispute, random)
      : [
          ...saleWishes(family),
          ...feeWishes(family),
          ...transferWishes(family),
          ...refundWishes(family, random),
          ...cartWishes(family),
          ...conversionWishes(family),
        ]
  return wishes[random.weighted(wishes.map((wish) => wish.weight))]!.mutation
}

function proneness(family: Family): number {
  const { dispute, refund } = family
  if (dispute !== null && !dispute.inquiry) return isForgettable(family, dispute) ? 50 : 25
  if (refund !== null) return refund.failure === null ? 2.8 : 32
  if (isBadlyConvertible(family)) return 5
  return family.model === 'separate' ? 2.2 : 0.3
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
    ...(family.refund.failure === null
      ? [{ weight: 48, mutation: { name: 'refunded_and_disputed' } as const }]
      : entryWishes('refund_failure', 110)),
    ...(returnsFee ? entryWishes('application_fee_refund', 6) : []),
    ...(family.model === 'direct' ? [] : entryWishes('transfer_reversal', 6)),
    ...(returnsFee ? [forgets({ fee: some, transfer: 'no' })] : []),
    ...(family.model === 'direct' ? [] : [forgets({ fee: 'no', transfer: some })]),
    ...(returnsFee && family.model === 'destination' ? [forgets({ fee: 'all', transfer: 'all' })] : []),
  ]
}

/** Carts whose sellers got what nobody promised them; with a refund or a dispute too much would change at once. */
function cartWishes({ model, refund, dispute }: Family): Wish[] {
  if (model !== 'separate' || refund !== null || dispute !== null) return []
  const names = ['transfer_missing', 'transfer_short', 'transfer_over'] as const
  return names.map((name) => ({ weight: 32, mutation: { name } }))
}

function conversionWishes(family: Family): Wish[] {
  return isBadlyConvertible(family) ? [{ weight: 80, mutation: { name: 'conversion_worse' } }] : []
}

/** Whether even the mildest of bad rates is beyond what the contract lets pass. */
function isBadlyConvertible(family: Family): boolean {
  const { conversion } = family
  return conversion !== null && isBeyondBound(family, { ...conversion, given: Math.ceil(conversion.promised * 0.99) })
}

/** What a dispute alone can suffer; its sale, fees and transfers have the others to suffer for them. */
function disputeWishes(world: World, family: Family, dispute: DisputePlan, random: Random): Wish[] {
  const forgot = random.chance(0.6) ? 'all' : 'short'
  const name = dispute.won ? 'retransfer_owed' : 'dispute_not_recovered'
  return [
    ...forgottenWishes('dispute', 10),
    ...(hasFee(world, family) ? forgottenWishes('dispute_fee', 18) : []),
    ...(dispute.won ? forgottenWishes('dispute_reversal', 9) : []),
    ...(isForgettable(family, dispute) ? [{ weight: 330, mutation: { name, forgot } as const }] : []),
  ]
}

/** Whether there is something to take back, or to send once more. */
function isForgettable(family: Family, { won, recoversAt }: DisputePlan): boolean {
  return isRecoverable(family) && (!won || recoversAt === 'opening')
}

/** Who pays an account's fees pays for its disputes: on the platform's balance, where they name nobody. */
function hasFee(world: World, { account }: Family): boolean {
  const controller = world.store.get(account, account)?.controller as { fees: { payer: string } } | undefined
  return account === world.platform || controller?.fees.payer === 'account'
}

/** Entries of what nobody at a shop is used to: they are forgotten more often than they are wrong. */
function forgottenWishes(kind: EntryKind, weight: number): Wish[] {
  return [...entryWishes(kind, weight), { weight: weight * 1.6, mutation: { name: 'entry_dropped', kind } }]
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
