export type PaymentIntent = {
  id: string
  object: 'payment_intent'
  amount: number
  amount_received: number
  latest_charge: string | null
  status: 'succeeded' | 'processing' | 'requires_capture'
  [field: string]: unknown
}

export type PaymentIntentInput = {
  id: string
  amount: number
  currency: string
  created: number
  status: PaymentIntent['status']
  latestCharge: string
  method: string
  paymentMethod: string
  manualCapture: boolean
  application?: string | null
  applicationFeeAmount?: number | null
  metadata?: Record<string, string>
  transferData?: { amount?: number; destination: string } | null
  transferGroup?: string | null
  onBehalfOf?: string | null
}

/** A confirmed payment intent with its one charge. */
export function paymentIntent(input: PaymentIntentInput): PaymentIntent {
  return {
    id: input.id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: input.status === 'requires_capture' ? input.amount : 0,
    amount_received: input.status === 'succeeded' ? input.amount : 0,
    application: input.application ?? null,
    application_fee_amount: input.applicationFeeAmount ?? null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.manualCapture ? 'manual' : 'automatic_async',
    client_secret: null,
    confirmation_method: 'automatic',
    created: input.created,
    currency: input.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: input.latestCharge,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: input.onBehalfOf ?? null,
    payment_method: input.paymentMethod,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: [input.method],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: input.status,
    transfer_data: input.transferData ?? null,
    transfer_group: input.transferGroup ?? null,
  }
}
