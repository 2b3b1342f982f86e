export type Topup = {
  id: string
  object: 'topup'
  amount: number
  balance_transaction: string | null
  created: number
  currency: string
  status: 'pending' | 'succeeded' | 'failed' | 'reversed'
  [field: string]: unknown
}

export type TopupInput = { id: string; amount: number; currency: string; created: number; expectedOn: number }

/** A top-up as it is asked for: pending, without a balance transaction. */
export function topup(input: TopupInput): Topup {
  return {
    id: input.id,
    object: 'topup',
    amount: input.amount,
    balance_transaction: null,
    created: input.created,
    currency: input.currency,
    description: 'Top-up of the balance',
    expected_availability_date: input.expectedOn,
    failure_code: null,
    failure_message: null,
    initiated_by: 'user',
    livemode: false,
    metadata: {},
    source: null,
    statement_descriptor: 'HARBOUR TOPUP',
    status: 'pending',
    transfer_group: null,
  }
}
