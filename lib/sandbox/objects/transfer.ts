import { newestOf } from '../listing/newest-of'

export type Transfer = {
  id: string
  object: 'transfer'
  amount: number
  amount_reversed: number
  created: number
  currency: string
  destination: string
  destination_payment: string
  reversals: { object: 'list'; data: TransferReversal[]; has_more: boolean; url: string }
  reversed: boolean
  source_transaction: string | null
  transfer_group: string | null
  [field: string]: unknown
}

export type TransferReversal = {
  id: string
  object: 'transfer_reversal'
  amount: number
  balance_transaction: string | null
  created: number
  currency: string
  destination_payment_refund: string | null
  metadata: Record<string, string>
  source_refund: string | null
  transfer: string
}

export type TransferInput = {
  id: string
  amount: number
  currency: string
  created: number
  destination: string
  destinationPayment: string
  balanceTransaction: string
  sourceTransaction?: string | null
  transferGroup?: string | null
  metadata?: Record<string, string>
}

export function transfer(input: TransferInput): Transfer {
  return {
    id: input.id,
    object: 'transfer',
    amount: input.amount,
    amount_reversed: 0,
    balance_transaction: input.balanceTransaction,
    created: input.created,
    currency: input.currency,
    description: null,
    destination: input.destination,
    destination_payment: input.destinationPayment,
    livemode: false,
    metadata: input.metadata ?? {},
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${input.id}/reversals` },
    reversed: false,
    source_transaction: input.sourceTransaction ?? null,
    source_type: 'card',
    transfer_group: input.transferGroup ?? null,
  }
}

export type TransferReversalInput = {
  id: string
  amount: number
  currency: string
  created: number
  transfer: string
  balanceTransaction: string
  destinationPaymentRefund: string
  sourceRefund?: string | null
  metadata?: Record<string, string>
}

export function transferReversal(input: TransferReversalInput): TransferReversal {
  return {
    id: input.id,
    object: 'transfer_reversal',
    amount: input.amount,
    balance_transaction: input.balanceTransaction,
    created: input.created,
    currency: input.currency,
    destination_payment_refund: input.destinationPaymentRefund,
    metadata: input.metadata ?? {},
    source_refund: input.sourceRefund ?? null,
    transfer: input.transfer,
  }
}

/** What tells a transfer's next reversal from those before it. */
export function nthReversal({ reversals, amount_reversed }: Transfer): string {
  return reversals.has_more ? `after-${amount_reversed}` : String(reversals.data.length)
}

/** The transfer after one more reversal. */
export function reversedBy(before: Transfer, reversal: TransferReversal): Transfer {
  const amountReversed = before.amount_reversed + reversal.amount
  return {
    ...before,
    amount_reversed: amountReversed,
    reversed: amountReversed === before.amount,
    reversals: newestOf(before.reversals, reversal),
  }
}
