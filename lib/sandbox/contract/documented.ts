import type { Mismatch } from './hold'

/** Fields that the package types as plain text, though its documentation lists their values. Source: the comments there. */
const documented: Record<string, Record<string, readonly string[]>> = {
  balance_transaction: {
    status: ['available', 'pending'],
    reporting_category: [
      ...['advance', 'advance_funding', 'anticipation_repayment', 'charge', 'charge_failure', 'climate_order_purchase'],
      ...['climate_order_refund', 'connect_collection_transfer', 'connect_reserved_funds', 'contribution', 'dispute'],
      ...['dispute_reversal', 'fee', 'financing_paydown', 'financing_paydown_reversal', 'financing_payout'],
      ...[
        'financing_payout_reversal',
        'issuing_authorization_hold',
        'issuing_authorization_release',
        'issuing_dispute',
      ],
      ...['issuing_transaction', 'network_cost', 'other_adjustment', 'partial_capture_reversal', 'payout'],
      ...['payout_reversal', 'platform_earning', 'platform_earning_refund', 'refund', 'refund_failure'],
      ...['risk_reserved_funds', 'tax', 'topup', 'topup_reversal', 'transfer', 'transfer_reversal'],
      'unreconciled_customer_funds',
    ],
  },
  refund: {
    status: ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'],
    failure_reason: [
      ...['lost_or_stolen_card', 'expired_or_canceled_card', 'charge_for_pending_refund_disputed'],
      ...['insufficient_funds', 'declined', 'merchant_request', 'unknown'],
    ],
  },
  payout: {
    status: ['paid', 'pending', 'in_transit', 'canceled', 'failed'],
    method: ['standard', 'instant'],
    source_type: ['card', 'fpx', 'bank_account'],
  },
  topup: { status: ['canceled', 'failed', 'pending', 'reversed', 'succeeded'], initiated_by: ['stripe', 'user'] },
  transfer: { source_type: ['card', 'fpx', 'bank_account'] },
  dispute: {
    reason: [
      ...[
        'bank_cannot_process',
        'check_returned',
        'credit_not_processed',
        'customer_initiated',
        'debit_not_authorized',
      ],
      ...['duplicate', 'fraudulent', 'general', 'incorrect_account_details', 'insufficient_funds', 'noncompliant'],
      ...['product_not_received', 'product_unacceptable', 'subscription_canceled', 'unrecognized'],
    ],
  },
}

const feeTypes = ['application_fee', 'payment_method_passthrough_fee', 'stripe_fee', 'tax', 'withheld_tax']

/** Values that the documentation does not know. */
export function undocumented(type: string, value: Readonly<Record<string, unknown>>): Mismatch[] {
  const found: Mismatch[] = []
  for (const [path, known] of Object.entries(documented[type] ?? {})) {
    const given = value[path]
    if (given != null && !known.includes(String(given)))
      found.push({ path, problem: `${String(given)} is not documented` })
  }
  const fees = Array.isArray(value.fee_details) ? (value.fee_details as { type: string }[]) : []
  for (const fee of fees) {
    if (!feeTypes.includes(fee.type))
      found.push({ path: 'fee_details[].type', problem: `${fee.type} is not documented` })
  }
  return found
}
