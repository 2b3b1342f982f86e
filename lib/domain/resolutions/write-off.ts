import { move, type Posting } from '../ledger/posting'
import type { ResolvableItem } from './act'

/** Kinds that bring money to the account they stand on; the others take it away. */
const bringsMoney = new Set([
  'sale',
  'application_fee',
  'transfer_reversal',
  'payout_failure',
  'refund_failure',
  'dispute_reversal',
])

type Item = Pick<
  ResolvableItem,
  'kind' | 'direction' | 'currency' | 'amountMinor' | 'sellerId' | 'accountId' | 'evidence'
>

/**
 * A write-off as a posting: the expense `write_offs` against the account on which the money stands. That is the seller's
 * for money that went to a seller, and `book_differences` where only the platform's own books say otherwise (a gain is
 * posted the other way round). Null where nothing is to be written off: what the platform owes somebody is paid, not
 * written off, and what Stripe has and the books lack is booked.
 */
export function writeOffPosting(item: Item): Posting | null {
  const expense = `write_offs:${item.kind.toLowerCase()}`
  const { currency, amountMinor } = item
  if (item.kind !== 'MISSING_IN_STRIPE' && item.direction === 'seller_owes_platform') {
    return move(expense, `seller_payable:${item.sellerId ?? 'unknown'}`, amountMinor, currency)[0] ?? null
  }
  const missing = missingMinor(item)
  return missing === null ? null : (move(expense, `book_differences:${item.accountId}`, missing, currency)[0] ?? null)
}

/** How much less there is than the books say; negative where there is more. Null where the books are not what is wrong. */
function missingMinor({ kind, evidence, currency }: Item): bigint | null {
  if (kind !== 'MISSING_IN_STRIPE' && kind !== 'AMOUNT_MISMATCH') return null
  const books = evidence.rows.find((row) => row.side === 'books')
  const stripe = evidence.rows.find((row) => row.side === 'stripe')
  if (!books || books.currency !== currency || (kind === 'AMOUNT_MISMATCH' && !stripe)) return null
  const apart = BigInt(books.amountMinor) - BigInt(kind === 'AMOUNT_MISMATCH' ? (stripe?.amountMinor ?? '0') : '0')
  return bringsMoney.has(books.kind) ? apart : -apart
}
