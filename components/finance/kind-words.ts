import type { Direction, FindingKind } from '@/lib/domain/reconciliation/finding'

const kindWords: Record<FindingKind, string> = {
  MISSING_IN_BOOKS: 'Missing in books',
  MISSING_IN_STRIPE: 'Missing at Stripe',
  TIMING_PENDING: 'Waiting for its date',
  AMOUNT_MISMATCH: 'Amount differs',
  CURRENCY_MISMATCH: 'Currency differs',
  FEE_VARIANCE: 'Fee not by contract',
  DUPLICATE: 'Booked twice',
  APP_FEE_NOT_REFUNDED: 'App fee not refunded',
  TRANSFER_NOT_REVERSED: 'Transfer not reversed',
  PAYOUT_FAILED_UNBOOKED: 'Failed payout unbooked',
  NEGATIVE_BALANCE: 'Negative balance',
  UNKNOWN_TYPE: 'Unknown type',
  UNEXPLAINED_RESIDUAL: 'Unexplained residual',
  REFUND_FAILED: 'Refund failed',
  DISPUTE_UNBOOKED: 'Dispute unbooked',
  DISPUTE_FEE_UNBOOKED: 'Dispute fee unbooked',
  REFUNDED_AND_DISPUTED: 'Refunded and disputed',
  DISPUTE_NOT_RECOVERED: 'Dispute not recovered',
  RETRANSFER_OWED: 'Transfer owed anew',
  TRANSFER_MISSING: 'Transfer missing',
  SPLIT_INCOMPLETE: 'Split incomplete',
  OVER_TRANSFERRED: 'Transferred too much',
  FEE_UNATTRIBUTED: 'Fee without a payment',
  FX_VARIANCE: 'Rate not as quoted',
  RESERVE_DRIFT: 'Reserve drift',
  PAYOUT_NOT_IN_BANK: 'Payout not in bank',
  BANK_WITHOUT_PAYOUT: 'Bank line without payout',
  TOPUP_UNMATCHED: 'Top-up unmatched',
  AMBIGUOUS: 'Cannot be told apart',
}

/** A kind in the queue's words; one that a newer engine wrote is still readable. */
export function kindWord(kind: string): string {
  if (kind in kindWords) return kindWords[kind as FindingKind]
  const words = kind.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const debts: Record<Direction, readonly [debtor: string, creditor: string] | null> = {
  platform_owes_seller: ['The platform', 'the seller'],
  seller_owes_platform: ['The seller', 'the platform'],
  stripe_owes_platform: ['Stripe', 'the platform'],
  platform_owes_stripe: ['The platform', 'Stripe'],
  stripe_owes_seller: ['Stripe', 'the seller'],
  platform_owes_customer: ['The platform', 'the customer'],
  seller_owes_customer: ['The seller', 'the customer'],
  customer_owes_platform: ['The customer', 'the platform'],
  customer_owes_seller: ['The customer', 'the seller'],
  books_only: null,
  unknown: null,
}

/** "Seller → platform": who owes whom, in the width of a column. */
export function owesWord(direction: Direction): string {
  const pair = debts[direction]
  if (!pair) return direction === 'books_only' ? 'Nobody' : 'Not known'
  const [debtor, creditor] = pair.map((side) => side.replace(/^the /i, ''))
  return `${debtor?.charAt(0).toUpperCase()}${debtor?.slice(1)} → ${creditor}`
}

/** Who owes whom, or null where nobody does or nobody knows. */
export function debtOf(direction: Direction, seller: string | null): { debtor: string; creditor: string } | null {
  const pair = debts[direction]
  if (!pair) return null
  const named = (side: string) => (seller && /the seller$/i.test(side) ? seller : side)
  return { debtor: named(pair[0]), creditor: named(pair[1]) }
}
