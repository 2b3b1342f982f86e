import type { ResolvableItem } from './act'

/** What was refunded or disputed since is not his any more: who makes the transfer has the payment before him. */
const transferAtStripe =
  'A first transfer is not made from here: see what became of the payment, and make it at Stripe with the charge as its source; the next run closes this.'
const nobodyNamed = 'The transfer names no seller: find at Stripe whom it paid, and pay him there.'
const paySellerOtherwise =
  'His account is no longer connected, and no transfer reaches it: pay him another way, and say so below.'
const refundAtStripe =
  'A second payment of one order is not refunded from here: give the customer the money back at Stripe, and say so below.'
const belowZero =
  'A balance below zero cannot be debited: keep it back from the next transfer, or ask the seller to pay in.'

/** What would settle it and cannot be done from here, in words; null where the acts offered are all there is. */
export function elsewhereFor({
  kind,
  direction,
  sellerId,
  sellerHasLeft,
}: Pick<ResolvableItem, 'kind' | 'direction' | 'sellerId' | 'sellerHasLeft'>): string | null {
  switch (kind) {
    case 'RETRANSFER_OWED':
      return sellerId === null ? nobodyNamed : sellerHasLeft ? paySellerOtherwise : null
    case 'TRANSFER_MISSING':
    case 'SPLIT_INCOMPLETE':
      return sellerHasLeft ? paySellerOtherwise : transferAtStripe
    case 'DUPLICATE':
      return direction === 'books_only' ? null : refundAtStripe
    case 'NEGATIVE_BALANCE':
      return direction === 'seller_owes_platform' ? belowZero : null
    default:
      return null
  }
}
