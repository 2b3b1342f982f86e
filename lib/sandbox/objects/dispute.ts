import type { BalanceTransaction } from './balance-transaction'

export type Dispute = {
  id: string
  object: 'dispute'
  amount: number
  balance_transactions: BalanceTransaction[]
  charge: string
  created: number
  currency: string
  status: 'needs_response' | 'under_review' | 'won' | 'lost' | `warning_${'needs_response' | 'under_review' | 'closed'}`
  [field: string]: unknown
}

const EVIDENCE_FIELDS = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_communication',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'customer_signature',
  'duplicate_charge_documentation',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'receipt',
  'refund_policy',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'service_documentation',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_documentation',
  'shipping_tracking_number',
  'uncategorized_file',
  'uncategorized_text',
] as const

export type DisputeInput = {
  id: string
  amount: number
  currency: string
  created: number
  charge: string
  paymentIntent: string | null
  reason: string
  dueBy: number
  /** Nothing while the bank only asks. */
  withdrawn: BalanceTransaction | null
  buyer: { name: string | null; email: string | null }
}

/** A dispute as it opens, its money already withdrawn; an inquiry where no money was. */
export function dispute(input: DisputeInput): Dispute {
  const evidence: Record<string, unknown> = Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, null]))
  return {
    id: input.id,
    object: 'dispute',
    amount: input.amount,
    balance_transactions: input.withdrawn === null ? [] : [input.withdrawn],
    charge: input.charge,
    created: input.created,
    currency: input.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...evidence,
      customer_email_address: input.buyer.email,
      customer_name: input.buyer.name,
      enhanced_evidence: {},
    },
    evidence_details: {
      due_by: input.dueBy,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: input.withdrawn === null,
    livemode: false,
    metadata: {},
    network_reason_code: input.reason === 'fraudulent' ? '10.4' : '13.1',
    payment_intent: input.paymentIntent,
    payment_method_details: {
      type: 'card',
      card: {
        brand: 'visa',
        case_type: input.withdrawn === null ? 'inquiry' : 'chargeback',
        network: 'visa',
        network_reason_code: null,
      },
    },
    reason: input.reason,
    status: input.withdrawn === null ? 'warning_needs_response' : 'needs_response',
  }
}
