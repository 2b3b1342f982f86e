import type { FindingKind } from '../reconciliation/finding'
import type { Act, ResolvableItem } from './act'
import { writeOffPosting } from './write-off'

const always: readonly Act[] = ['wait_until', 'not_ours']

/** Which acts make sense for which kind; a kind that is not listed can be waited for, or is not ours. */
const byKind: Partial<Record<FindingKind, readonly Act[]>> = {
  MISSING_IN_BOOKS: ['book_missing_entry', ...always],
  PAYOUT_FAILED_UNBOOKED: ['book_missing_entry', ...always],
  REFUND_FAILED: ['create_refund', 'refund_elsewhere', 'book_missing_entry', ...always],
  DISPUTE_UNBOOKED: ['book_missing_entry', ...always],
  DISPUTE_FEE_UNBOOKED: ['book_missing_entry', ...always],
  MISSING_IN_STRIPE: ['link_by_hand', 'split_by_hand', 'mark_duplicate', 'write_off', ...always],
  DUPLICATE: ['mark_duplicate', ...always],
  AMOUNT_MISMATCH: ['correct_entry', 'write_off', ...always],
  CURRENCY_MISMATCH: ['correct_entry', ...always],
  FEE_VARIANCE: ['refund_application_fee', 'debit_seller', 'write_off', 'wait_until'],
  APP_FEE_NOT_REFUNDED: ['refund_application_fee', 'wait_until'],
  TRANSFER_NOT_REVERSED: ['reverse_transfer', 'debit_seller', 'write_off', 'wait_until'],
  OVER_TRANSFERRED: ['reverse_transfer', 'debit_seller', 'write_off', 'wait_until'],
  DISPUTE_NOT_RECOVERED: ['reverse_transfer', 'debit_seller', 'write_off', 'wait_until'],
  RETRANSFER_OWED: ['create_transfer', 'wait_until'],
  TRANSFER_MISSING: ['wait_until'],
  SPLIT_INCOMPLETE: ['wait_until'],
  REFUNDED_AND_DISPUTED: ['wait_until'],
  RESERVE_DRIFT: ['wait_until'],
  NEGATIVE_BALANCE: ['wait_until'],
}

/** The acts that this very exception allows, the most likely first: an act on an entry needs an entry, and so on. */
export function actsFor(item: ResolvableItem): Act[] {
  return (byKind[item.kind] ?? always).filter((act) => isPossible(act, item))
}

const onAnEntry: readonly Act[] = ['correct_entry', 'link_by_hand', 'split_by_hand', 'mark_duplicate']

function isPossible(act: Act, item: ResolvableItem): boolean {
  const [stripe, books] = [rowOf(item, 'stripe'), rowOf(item, 'books')]
  if (onAnEntry.includes(act) && !books) return false
  switch (act) {
    case 'write_off':
      return writeOffPosting(item) !== null
    case 'book_missing_entry':
    case 'correct_entry':
      return stripe !== undefined
    // A customer who was charged twice is paid back; that is no entry to take out.
    case 'mark_duplicate':
      return item.direction === 'books_only' || item.kind === 'MISSING_IN_STRIPE'
    case 'reverse_transfer':
      return item.direction === 'seller_owes_platform' && item.objectId.startsWith('tr_')
    case 'refund_application_fee':
      return item.direction === 'platform_owes_seller' && item.objectId.startsWith('fee_')
    case 'debit_seller':
      return item.direction === 'seller_owes_platform' && item.sellerId !== null && !item.sellerHasLeft
    // None reaches who has left.
    case 'create_transfer':
      return item.direction === 'platform_owes_seller' && item.sellerId !== null && !item.sellerHasLeft
    default:
      return true
  }
}

/** The row that the exception is about comes first on its side. */
export function rowOf(item: Pick<ResolvableItem, 'evidence'>, side: 'stripe' | 'books') {
  return item.evidence.rows.find((row) => row.side === side)
}
