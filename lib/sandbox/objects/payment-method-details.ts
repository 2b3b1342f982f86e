/** What a card charge says about its card: brand and last four digits, never more. */
export function cardDetails(amount: number, brand: string, last4: string, country: string): Record<string, unknown> {
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: null,
      brand,
      checks: { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: 'pass' },
      country,
      electronic_commerce_indicator: null,
      exp_month: 11,
      exp_year: 2029,
      funding: 'credit',
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_transaction_id: null,
      regulated_status: 'unregulated',
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

/** A direct debit: SEPA for euros, ACH for dollars. */
export function bankDebitDetails(currency: string, last4: string, country: string): Record<string, unknown> {
  if (currency !== 'usd') {
    const bank = { bank_code: '10010010', branch_code: null, country, fingerprint: null, last4, mandate: null }
    return { type: 'sepa_debit', sepa_debit: bank }
  }
  return {
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type: 'individual',
      account_type: 'checking',
      bank_name: 'SANDBOX BANK',
      fingerprint: null,
      last4,
      payment_reference: null,
      routing_number: '110000000',
    },
  }
}

/** The seller's side of a transfer is a payment from Stripe's own balance. */
export function stripeAccountDetails(): Record<string, unknown> {
  return STRIPE_ACCOUNT
}

const STRIPE_ACCOUNT = Object.freeze({ type: 'stripe_account', stripe_account: Object.freeze({}) })
