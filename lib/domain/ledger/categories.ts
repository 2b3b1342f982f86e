/**
 * Which ledger account stands against Stripe's balance, for every reporting category that Stripe publishes
 * (https://docs.stripe.com/reports/reporting-categories). The sign of the amount says the direction.
 * `{account}` is the Stripe account, `{scope}` `platform` or that account, `{type}` the charge type, `{seller}` the
 * connected account that a transfer pays. `own`: the movement is a sale, refund, fee … whose object has an amount in
 * a currency of its own, which may differ from the one it was settled in.
 */
type Contra = { readonly against: string; readonly own: boolean }

const own = (against: string): Contra => ({ against, own: true })
const at = (against: string): Contra => ({ against, own: false })

export const categories = {
  charge: own('customer_payments:{type}'),
  charge_failure: own('customer_payments:{type}'),
  partial_capture_reversal: own('customer_payments:{type}'),
  refund: own('refunds:{type}'),
  refund_failure: own('refunds:{type}'),
  dispute: own('disputes:{scope}'),
  dispute_reversal: own('disputes:{scope}'),
  platform_earning: own('application_fees:{type}'),
  platform_earning_refund: own('application_fees_returned:{type}'),
  transfer: own('seller_payable:{seller}'),
  transfer_reversal: own('seller_payable:{seller}'),
  payout: at('payouts_in_transit:{account}'),
  payout_reversal: at('payouts_in_transit:{account}'),
  topup: at('topups:{account}'),
  topup_reversal: at('topups:{account}'),
  fee: at('stripe_fees:{scope}'),
  network_cost: at('network_costs:{scope}'),
  tax: at('taxes:{scope}'),
  connect_reserved_funds: at('connect_reserve:{account}'),
  risk_reserved_funds: at('risk_reserve:{account}'),
  connect_collection_transfer: at('connect_collection:{account}'),
  unreconciled_customer_funds: at('unreconciled_customer_funds:{account}'),
  other_adjustment: at('adjustments:{account}'),
  contribution: at('climate:{scope}'),
  climate_order_purchase: at('climate:{scope}'),
  climate_order_refund: at('climate:{scope}'),
  advance: at('financing:{account}'),
  advance_funding: at('financing:{account}'),
  anticipation_repayment: at('financing:{account}'),
  financing_payout: at('financing:{account}'),
  financing_payout_reversal: at('financing:{account}'),
  financing_paydown: at('financing:{account}'),
  financing_paydown_reversal: at('financing:{account}'),
  issuing_authorization_hold: at('issuing_holds:{account}'),
  issuing_authorization_release: at('issuing_holds:{account}'),
  issuing_transaction: at('issuing_spend:{account}'),
  issuing_dispute: at('issuing_disputes:{account}'),
} as const satisfies Record<string, Contra>

export type KnownCategory = keyof typeof categories

/** False for a category on no published list: it goes to suspense and raises UNKNOWN_TYPE. */
export function isKnownCategory(category: string): category is KnownCategory {
  return Object.hasOwn(categories, category)
}

/** True where the movement belongs to a payment's family: a sale, a refund, a fee, a transfer or their opposites. */
export function isSettlementCategory(category: string): boolean {
  return isKnownCategory(category) && categories[category].own && !category.startsWith('dispute')
}

const givingBack: readonly string[] = [
  'refund',
  'refund_failure',
  'charge_failure',
  'dispute',
  'dispute_reversal',
  'platform_earning_refund',
  'transfer_reversal',
]

/** True where the movement undoes an earlier one, or takes back such an undoing. */
export function givesBack(category: string): boolean {
  return givingBack.includes(category)
}

/** Where each part of a balance transaction's fee goes (`fee_details[].type`). */
export const feeAccounts = {
  stripe_fee: 'stripe_fees:{scope}',
  payment_method_passthrough_fee: 'passthrough_fees:{scope}',
  application_fee: 'application_fees_paid:{account}',
  tax: 'taxes_on_fees:{scope}',
  withheld_tax: 'withheld_tax:{scope}',
} as const satisfies Record<string, string>

export function isKnownFeeType(type: string): type is keyof typeof feeAccounts {
  return Object.hasOwn(feeAccounts, type)
}
