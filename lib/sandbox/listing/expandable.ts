/**
 * Which fields of which object can be expanded, and into what: Stripe's own graph, taken from the types of its API.
 * Payment methods are left out, since the sandbox keeps none: expanding one is refused rather than answered with its id.
 * A dot means a field inside a nested object; `[]` a list that stands in the object.
 */
export const expandable: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  balance_transaction: {
    source: [
      'application_fee',
      'charge',
      'dispute',
      'fee_refund',
      'payout',
      'refund',
      'topup',
      'transfer',
      'transfer_reversal',
    ],
  },
  charge: {
    application: ['application'],
    application_fee: ['application_fee'],
    balance_transaction: ['balance_transaction'],
    customer: ['customer'],
    failure_balance_transaction: ['balance_transaction'],
    on_behalf_of: ['account'],
    payment_intent: ['payment_intent'],
    refunds: ['list:refund'],
    review: ['review'],
    source_transfer: ['transfer'],
    transfer: ['transfer'],
    'transfer_data.destination': ['account'],
  },
  payment_intent: {
    application: ['application'],
    customer: ['customer'],
    latest_charge: ['charge'],
    on_behalf_of: ['account'],
    review: ['review'],
    'transfer_data.destination': ['account'],
  },
  refund: {
    balance_transaction: ['balance_transaction'],
    charge: ['charge'],
    customer: ['customer'],
    failure_balance_transaction: ['balance_transaction'],
    payment_intent: ['payment_intent'],
    payment_method: ['payment_method'],
    source_transfer_reversal: ['transfer_reversal'],
    transfer_reversal: ['transfer_reversal'],
  },
  transfer: {
    balance_transaction: ['balance_transaction'],
    destination: ['account'],
    destination_payment: ['charge'],
    reversals: ['list:transfer_reversal'],
    source_transaction: ['charge'],
  },
  transfer_reversal: {
    balance_transaction: ['balance_transaction'],
    destination_payment_refund: ['refund'],
    source_refund: ['refund'],
    transfer: ['transfer'],
  },
  application_fee: {
    account: ['account'],
    application: ['application'],
    balance_transaction: ['balance_transaction'],
    charge: ['charge'],
    originating_transaction: ['charge'],
    refunds: ['list:fee_refund'],
  },
  fee_refund: {
    balance_transaction: ['balance_transaction'],
    fee: ['application_fee'],
  },
  payout: {
    application_fee: ['application_fee'],
    balance_transaction: ['balance_transaction'],
    destination: ['bank_account'],
    failure_balance_transaction: ['balance_transaction'],
    original_payout: ['payout'],
    reversed_by: ['payout'],
  },
  topup: {
    balance_transaction: ['balance_transaction'],
  },
  dispute: {
    balance_transactions: ['list:balance_transaction'],
    charge: ['charge'],
    payment_intent: ['payment_intent'],
  },
  account: {},
  event: {},
  balance: {},
}
