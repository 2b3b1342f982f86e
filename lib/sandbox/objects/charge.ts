import type { Address, Buyer } from './buyer'

export type Charge = {
  id: string
  object: 'charge'
  amount: number
  amount_captured: number
  amount_refunded: number
  application: string | null
  application_fee: string | null
  application_fee_amount: number | null
  balance_transaction: string | null
  billing_details: BillingDetails
  captured: boolean
  created: number
  currency: string
  disputed: boolean
  metadata: Record<string, string>
  payment_intent: string | null
  payment_method_details: Record<string, unknown>
  refunded: boolean
  source_transfer: string | null
  status: 'succeeded' | 'pending' | 'failed'
  transfer?: string
  transfer_data: { amount: number | null; destination: string } | null
  transfer_group: string | null
  [field: string]: unknown
}

type BillingDetails = {
  address: Address | null
  email: string | null
  name: string | null
  phone: string | null
  tax_id: string | null
}

export type ChargeInput = {
  id: string
  amount: number
  currency: string
  created: number
  captured?: boolean
  status?: Charge['status']
  application?: string | null
  applicationFeeAmount?: number | null
  buyer?: Buyer
  description?: string | null
  metadata?: Record<string, string>
  onBehalfOf?: string | null
  paymentIntent?: string | null
  paymentMethod?: string | null
  methodDetails: Record<string, unknown>
  sourceTransfer?: string | null
  transferData?: Charge['transfer_data']
  transferGroup?: string | null
}

/** A charge as it stands when it is made: nothing has reached a balance yet. */
export function charge(input: ChargeInput): Charge {
  const captured = input.captured ?? true
  const status = input.status ?? 'succeeded'
  return {
    id: input.id,
    object: 'charge',
    amount: input.amount,
    amount_captured: captured ? input.amount : 0,
    amount_refunded: 0,
    application: input.application ?? null,
    application_fee: null,
    application_fee_amount: input.applicationFeeAmount ?? null,
    balance_transaction: null,
    billing_details: billingDetails(input.buyer),
    calculated_statement_descriptor: 'HARBOUR MARKET',
    captured,
    created: input.created,
    currency: input.currency,
    customer: null,
    description: input.description ?? null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: input.metadata ?? {},
    on_behalf_of: input.onBehalfOf ?? null,
    outcome: outcome(status, input.sourceTransfer ?? null),
    paid: status === 'succeeded',
    payment_intent: input.paymentIntent ?? null,
    payment_method: input.paymentMethod ?? null,
    payment_method_details: input.methodDetails,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: input.sourceTransfer ?? null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: input.transferData ?? null,
    transfer_group: input.transferGroup ?? null,
  }
}

function billingDetails(buyer: Buyer | undefined): BillingDetails {
  return {
    address: buyer?.address ?? null,
    email: buyer?.email ?? null,
    name: buyer?.name ?? null,
    phone: buyer?.phone ?? null,
    tax_id: null,
  }
}

function outcome(status: Charge['status'], sourceTransfer: string | null): Record<string, unknown> | null {
  if (sourceTransfer !== null) return null
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: null,
    risk_level: 'normal',
    seller_message: status === 'pending' ? 'Payment is being processed.' : 'Payment complete.',
    type: 'authorized',
  }
}
