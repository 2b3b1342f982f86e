import type { ResolvableItem } from './act'

const transferAgain =
  'A transfer cannot be sent from here yet: make it at Stripe, with the charge as its source, and the next run closes this.'
const refundAnotherWay =
  'A refund cannot be sent from here yet: give the customer the money at Stripe or by another way, and say so below.'
const debitSeller =
  'A seller cannot be debited from here: charge the account at Stripe, or keep it back from the next transfer.'

/** What would settle it and cannot be done from here, in words; null where the acts offered are all there is. */
export function elsewhereFor({ kind, direction }: Pick<ResolvableItem, 'kind' | 'direction'>): string | null {
  switch (kind) {
    case 'RETRANSFER_OWED':
    case 'TRANSFER_MISSING':
    case 'SPLIT_INCOMPLETE':
      return transferAgain
    case 'REFUND_FAILED':
      return refundAnotherWay
    case 'DUPLICATE':
      return direction === 'books_only' ? null : refundAnotherWay
    case 'FEE_VARIANCE':
    case 'NEGATIVE_BALANCE':
      return direction === 'seller_owes_platform' ? debitSeller : null
    default:
      return null
  }
}
