import type { FindingKind } from '../reconciliation/finding'

/** Why a person takes an exception out of the queue. */
export const resolutions = [
  'booked_by_hand',
  'fixed_at_stripe',
  'duplicate_removed',
  'contract_corrected',
  'settled_with_seller',
  'accepted_difference',
  'not_ours',
  'linked_by_hand',
  'paid_another_way',
] as const
export type Resolution = (typeof resolutions)[number]

/** What each reason means, in the words of the form. */
export const resolutionSentences: Record<Resolution, string> = {
  booked_by_hand: 'The entry was made or corrected in our books',
  fixed_at_stripe: 'It was put right at Stripe (refunded, reversed or paid)',
  duplicate_removed: 'The second of two was taken back',
  contract_corrected: 'The contract on file was wrong and has been corrected',
  settled_with_seller: 'It was settled with the seller outside Stripe',
  accepted_difference: 'We accept the difference and write it off',
  not_ours: 'The movement does not belong to our books',
  paid_another_way: 'The customer was paid outside Stripe',
  linked_by_hand: 'A person tied it to the rows of the other side that were proposed',
}

const everyKind: readonly Resolution[] = ['booked_by_hand', 'fixed_at_stripe', 'accepted_difference', 'not_ours']
const byKind: Partial<Record<FindingKind, readonly Resolution[]>> = {
  DUPLICATE: ['duplicate_removed', 'fixed_at_stripe', 'booked_by_hand', 'accepted_difference'],
  FEE_VARIANCE: ['fixed_at_stripe', 'contract_corrected', 'settled_with_seller', 'accepted_difference'],
  APP_FEE_NOT_REFUNDED: ['fixed_at_stripe', 'contract_corrected', 'settled_with_seller', 'accepted_difference'],
  TRANSFER_NOT_REVERSED: ['fixed_at_stripe', 'settled_with_seller', 'booked_by_hand', 'accepted_difference'],
  DISPUTE_NOT_RECOVERED: ['fixed_at_stripe', 'contract_corrected', 'settled_with_seller', 'accepted_difference'],
  RETRANSFER_OWED: ['fixed_at_stripe', 'settled_with_seller', 'accepted_difference'],
  TRANSFER_MISSING: ['fixed_at_stripe', 'settled_with_seller', 'booked_by_hand', 'accepted_difference'],
  SPLIT_INCOMPLETE: ['fixed_at_stripe', 'settled_with_seller', 'booked_by_hand', 'accepted_difference'],
  OVER_TRANSFERRED: ['fixed_at_stripe', 'settled_with_seller', 'booked_by_hand', 'accepted_difference'],
  REFUNDED_AND_DISPUTED: ['fixed_at_stripe', 'accepted_difference'],
  RESERVE_DRIFT: ['fixed_at_stripe', 'accepted_difference'],
  NEGATIVE_BALANCE: ['fixed_at_stripe', 'settled_with_seller', 'accepted_difference'],
}

/** The reasons that make sense for a kind; the form offers them and the command takes no other. */
export function resolutionsFor(kind: FindingKind): readonly Resolution[] {
  return byKind[kind] ?? everyKind
}
