export type FeeDetail = {
  amount: number
  application: string | null
  currency: string
  description: string | null
  type: 'application_fee' | 'stripe_fee' | 'tax' | 'payment_method_passthrough_fee'
}

export type BalanceTransaction = {
  id: string
  object: 'balance_transaction'
  amount: number
  available_on: number
  balance_type: 'payments'
  created: number
  currency: string
  description: string | null
  exchange_rate: number | null
  fee: number
  fee_details: FeeDetail[]
  net: number
  reporting_category: string
  source: string | null
  status: 'pending' | 'available'
  type: string
}

export type BalanceTransactionInput = {
  id: string
  amount: number
  currency: string
  created: number
  availableOn: number
  type: string
  category: string
  source: string | null
  exchangeRate?: number | null
  feeDetails?: FeeDetail[]
  description?: string | null
}

/** `net` is what is left after the fees; `status` is right for the moment of creation. */
export function balanceTransaction(input: BalanceTransactionInput): BalanceTransaction {
  const fees = input.feeDetails ?? []
  const fee = fees.reduce((sum, detail) => sum + detail.amount, 0)
  return {
    id: input.id,
    object: 'balance_transaction',
    amount: input.amount,
    available_on: input.availableOn,
    balance_type: 'payments',
    created: input.created,
    currency: input.currency,
    description: input.description ?? null,
    exchange_rate: input.exchangeRate ?? null,
    fee,
    fee_details: fees,
    net: input.amount - fee,
    reporting_category: input.category,
    source: input.source,
    status: input.availableOn <= input.created ? 'available' : 'pending',
    type: input.type,
  }
}
