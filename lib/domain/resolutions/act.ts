import type { ExceptionFacts } from '../exceptions/exception'
import type { Resolution } from '../exceptions/resolution'
import type { Evidence } from '../reconciliation/finding'
import type { PaidWay } from './paid-elsewhere'

/** What a person can do about an exception. The first nine correct the books, the others repair at Stripe. */
export const acts = [
  'write_off',
  'book_missing_entry',
  'correct_entry',
  'link_by_hand',
  'split_by_hand',
  'mark_duplicate',
  'wait_until',
  'not_ours',
  'refund_elsewhere',
  'reverse_transfer',
  'refund_application_fee',
  'create_transfer',
  'create_refund',
  'debit_seller',
] as const
export type Act = (typeof acts)[number]

export const repairs = [
  'reverse_transfer',
  'refund_application_fee',
  'create_transfer',
  'create_refund',
  'debit_seller',
] as const
export type Repair = (typeof repairs)[number]

export function isRepair(act: Act): act is Repair {
  return (repairs as readonly Act[]).includes(act)
}

/** The acts that take an exception out of the queue by themselves, and under which reason. */
export const leavesAs: Partial<Record<Act, Resolution>> = {
  write_off: 'accepted_difference',
  not_ours: 'not_ours',
  refund_elsewhere: 'paid_another_way',
}

/** What an act is about: an exception with what the engine said of it. */
export type ResolvableItem = ExceptionFacts & {
  id: string
  number: bigint
  objectId: string
  accountId: string
  sellerId: string | null
  /** His account is connected no more: nothing can be sent to it. */
  sellerHasLeft: boolean
  currency: string
  amountMinor: bigint
  evidence: Pick<Evidence, 'rows'>
}

/**
 * What was done before and was not taken back. `hasFailed`: Stripe refused it, so nothing stands. `isUnknown`: nobody knows
 * whether it stands there.
 */
export type StandingAct = { act: Act; hasFailed: boolean; isUnknown?: boolean }

/** What an act needs to know beside the exception. */
export type Particulars = {
  /** Stripe's objects that the entry means. */
  objectIds: readonly string[]
  until: Date | null
  /** How and when a customer was paid outside Stripe. */
  way: PaidWay | null
  paidOn: Date | null
}
export const noParticulars: Particulars = { objectIds: [], until: null, way: null, paidOn: null }

/** Each act in the words of the form. */
export const actSentences: Record<Act, string> = {
  write_off: 'Write it off',
  book_missing_entry: 'Book the missing entry',
  correct_entry: 'Replace the entry by what Stripe says',
  link_by_hand: 'Link the entry to an object at Stripe',
  split_by_hand: 'Split the entry over several objects at Stripe',
  mark_duplicate: 'Take the entry out of the books: it is a double',
  wait_until: 'Wait until a day',
  not_ours: 'Not ours',
  reverse_transfer: 'Reverse the transfer at Stripe',
  refund_application_fee: 'Give the application fee back at Stripe',
  create_transfer: 'Transfer it to the seller at Stripe',
  create_refund: 'Refund the customer once more at Stripe',
  refund_elsewhere: 'The customer was paid another way',
  debit_seller: 'Debit the seller’s account at Stripe',
}
