import type { ResolvableItem } from './act'

const severalSellers =
  'Several sellers are owed, and one transfer pays one: make the transfers at Stripe, with the charge as their source, and the next run closes this.'
const refundAtStripe =
  'A second payment of one order is not refunded from here: give the customer the money back at Stripe, and say so below.'
const debitSeller =
  'A seller cannot be debited from here: charge the account at Stripe, or keep it back from the next transfer.'

/** What would settle it and cannot be done from here, in words; null where the acts offered are all there is. */
export function elsewhereFor({
  kind,
  direction,
  sellerId,
}: Pick<ResolvableItem, 'kind' | 'direction' | 'sellerId'>): string | null {
  switch (kind) {
    case 'TRANSFER_MISSING':
    case 'SPLIT_INCOMPLETE':
      return sellerId === null ? severalSellers : null
    case 'DUPLICATE':
      return direction === 'books_only' ? null : refundAtStripe
    case 'FEE_VARIANCE':
    case 'NEGATIVE_BALANCE':
      return direction === 'seller_owes_platform' ? debitSeller : null
    default:
      return null
  }
}
