export type Payout = {
  id: string
  object: 'payout'
  amount: number
  automatic: boolean
  arrival_date: number
  balance_transaction: string
  created: number
  currency: string
  failure_balance_transaction: string | null
  method: 'standard' | 'instant'
  reconciliation_status: 'completed' | 'in_progress' | 'not_applicable'
  status: 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled'
  [field: string]: unknown
}

export type PayoutInput = {
  id: string
  amount: number
  currency: string
  created: number
  arrivalDate: number
  automatic: boolean
  balanceTransaction: string
  destination: string
  method: Payout['method']
  metadata?: Record<string, string>
}

export function payout(input: PayoutInput): Payout {
  return {
    id: input.id,
    object: 'payout',
    amount: input.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: input.arrivalDate,
    automatic: input.automatic,
    balance_transaction: input.balanceTransaction,
    created: input.created,
    currency: input.currency,
    description: input.automatic ? 'STRIPE PAYOUT' : null,
    destination: input.destination,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: input.metadata ?? {},
    method: input.method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: input.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: input.method === 'instant' ? 'card' : 'bank_account',
  }
}
