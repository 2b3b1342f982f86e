export type Refund = {
  id: string
  object: 'refund'
  amount: number
  balance_transaction: string | null
  charge: string
  created: number
  currency: string
  payment_intent: string | null
  source_transfer_reversal: string | null
  status: 'succeeded' | 'failed' | 'canceled'
  transfer_reversal: string | null
  [field: string]: unknown
}

export type RefundInput = {
  id: string
  amount: number
  currency: string
  created: number
  charge: string
  paymentIntent?: string | null
  balanceTransaction: string | null
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' | null
  metadata?: Record<string, string>
  transferReversal?: string | null
  sourceTransferReversal?: string | null
}

/** Money given back to a buyer, or (with `sourceTransferReversal`) the seller's side of a reversed transfer. */
export function refund(input: RefundInput): Refund {
  return {
    id: input.id,
    object: 'refund',
    amount: input.amount,
    balance_transaction: input.balanceTransaction,
    charge: input.charge,
    created: input.created,
    currency: input.currency,
    customer: null,
    customer_account: null,
    metadata: input.metadata ?? {},
    payment_intent: input.paymentIntent ?? null,
    payment_method: null,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: input.sourceTransferReversal ?? null,
    status: 'succeeded',
    transfer_reversal: input.transferReversal ?? null,
  }
}
