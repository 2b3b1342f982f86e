/** The chart of accounts as data: what the first word of a ledger account's code means. */
export type AccountKind = 'asset' | 'liability' | 'income' | 'expense' | 'clearing' | 'suspense'

type ChartEntry = { readonly kind: AccountKind; readonly title: string; readonly says: string }

const entry = (kind: AccountKind, title: string, says: string): ChartEntry => ({ kind, title, says })

export const chart = {
  stripe: entry('asset', 'Balance at Stripe', 'Money in one Stripe account and balance type.'),
  payouts_in_transit: entry('asset', 'Payouts', 'Left Stripe for the bank, until the statement shows it.'),
  topups: entry('asset', 'Top-ups', 'Came from the bank into Stripe.'),
  connect_reserve: entry('asset', 'Connect reserve', 'Held by Stripe against negative balances of sellers.'),
  risk_reserve: entry('asset', 'Risk reserve', 'Held by Stripe against risk.'),
  connect_collection: entry('asset', 'Connect collections', 'Collected from or for connected accounts by Stripe.'),
  issuing_holds: entry('asset', 'Card authorisations', 'Held for issued cards until cleared.'),
  seller_payable: entry('liability', 'Owed to seller', 'Transfers settle it, reversals bring it back.'),
  transfers_received: entry('liability', 'Transfers received', 'The same transfers seen from the seller’s account.'),
  seller_debits: entry(
    'liability',
    'Debited from sellers',
    'Account debits, from the seller’s side and the platform’s.',
  ),
  unreconciled_customer_funds: entry('liability', 'Customer funds', 'Arrived without a payment they belong to.'),
  financing: entry('liability', 'Financing', 'Capital advanced and paid down: neither fee nor revenue.'),
  accrued_fees: entry('liability', 'Accrued fees', 'Fees of this month that Stripe bills in the next.'),
  customer_payments: entry('income', 'Customer payments', 'Captured from customers, by charge type.'),
  application_fees: entry('income', 'Application fees', 'What the platform took, by charge type.'),
  application_fees_returned: entry('expense', 'Application fees returned', 'Fees given back to sellers.'),
  refunds: entry('expense', 'Refunds', 'Given back to customers, by charge type.'),
  disputes: entry('expense', 'Disputes', 'Taken by banks, less what was won back.'),
  stripe_fees: entry('expense', 'Stripe fees', 'Processing and product fees.'),
  passthrough_fees: entry('expense', 'Pass-through fees', 'Fees of payment methods that Stripe hands on.'),
  application_fees_paid: entry('expense', 'Application fees paid', 'The seller’s side of application fees.'),
  network_costs: entry('expense', 'Network costs', 'Interchange and scheme costs, billed apart.'),
  taxes: entry('expense', 'Taxes', 'Taxes that Stripe collects.'),
  taxes_on_fees: entry('expense', 'Taxes on fees', 'VAT or sales tax on fees.'),
  withheld_tax: entry('expense', 'Withheld tax', 'Kept back by Stripe for an authority.'),
  climate: entry('expense', 'Climate', 'Contributions and orders.'),
  issuing_spend: entry('expense', 'Card spending', 'Paid with issued cards.'),
  issuing_disputes: entry('expense', 'Card disputes', 'Disputes on issued cards.'),
  adjustments: entry('expense', 'Adjustments', 'Stripe’s other adjustments.'),
  paid_elsewhere: entry(
    'liability',
    'Paid outside Stripe',
    'Customers paid by bank or credit, where no refund reached.',
  ),
  write_offs: entry('expense', 'Write-offs', 'Given up by a person, within a limit or by two.'),
  book_differences: entry(
    'clearing',
    'Differences to the books',
    'Where the platform’s own books say otherwise, until they are corrected.',
  ),
  fx_clearing: entry('clearing', 'FX clearing', 'Where a sale in one currency meets its settlement in another.'),
  fx_differences: entry('expense', 'FX differences', 'Given back at another rate than the one it was booked at.'),
  fx_revaluation: entry('clearing', 'FX revaluation', 'Balances in other currencies at the rate of the close.'),
  suspense: entry('suspense', 'Suspense', 'Nobody knows yet: a category or a fee on no published list.'),
} as const satisfies Record<string, ChartEntry>

export type AccountDescription = ChartEntry & { readonly detail: string }

/** Reads a code such as `stripe:acct_1:payments`; an unknown first word is described as suspense. */
export function describeAccount(code: string): AccountDescription {
  const [root = '', ...rest] = code.split(':')
  const known = Object.hasOwn(chart, root) ? chart[root as keyof typeof chart] : chart.suspense
  return { ...known, detail: rest.join(' · ') }
}
