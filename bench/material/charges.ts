import type { RawObject } from '@/lib/domain/provider/facts'
import { scatter, stripeId } from './digits'

export const firstSecond = Date.UTC(2026, 8, 1) / 1000
export const sellers = 400
export function sellerOf(place: number): string {
  return stripeId('acct', scatter(place, 3) % sellers)
}

/** A charge as Stripe writes it: about 3 KB, a buyer's data among it. `version` changes what a later state would. */
export function chargeAt(place: number, version = 0): RawObject {
  const amount = 500 + (scatter(place, 1) % 40_000)
  const refunded = version === 0 ? 0 : Math.floor(amount / 10) * Math.min(version, 9)
  return {
    id: stripeId('ch', place),
    object: 'charge',
    amount,
    amount_captured: amount,
    amount_refunded: refunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: stripeId('txn', place),
    billing_details: buyer(place),
    calculated_statement_descriptor: 'HARBOUR MARKET',
    captured: true,
    created: firstSecond + place,
    currency: 'eur',
    customer: stripeId('cus', place),
    description: `Order ${place} at Harbour Market, three items`,
    destination: sellerOf(place),
    dispute: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    invoice: null,
    livemode: false,
    metadata: { order_reference: `order-${place}`, cart: stripeId('cart', place), channel: 'web', campaign: 'autumn' },
    on_behalf_of: null,
    order: null,
    outcome: outcome(place),
    paid: true,
    payment_intent: stripeId('pi', place),
    payment_method: stripeId('pm', place),
    payment_method_details: cardOf(place, amount),
    receipt_email: `buyer${place}@post.example`,
    receipt_number: null,
    receipt_url: `https://pay.stripe.example/receipts/payment/${stripeId('rcp', place)}${stripeId('ref', place)}`,
    refunded: false,
    review: null,
    shipping: { address: buyer(place).address, carrier: null, name: `Buyer Number ${place}`, phone: null },
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer: stripeId('tr', place),
    transfer_data: { amount: null, destination: sellerOf(place) },
    transfer_group: `group_${stripeId('pi', place)}`,
  }
}

function buyer(place: number) {
  const address = { city: 'Lübeck', country: 'DE', line1: `Hafenstraße ${place % 200}`, line2: null, state: null }
  return {
    address: { ...address, postal_code: String(20_000 + (place % 9_000)) },
    email: `buyer${place}@post.example`,
    name: `Buyer Number ${place}`,
    phone: `+49 451 ${1_000_000 + place}`,
    tax_id: null,
  }
}

function outcome(place: number) {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: null,
    risk_level: 'normal',
    risk_score: scatter(place, 5) % 60,
    seller_message: 'Payment complete.',
    type: 'authorized',
  }
}

function cardOf(place: number, amount: number) {
  const checks = { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: 'pass' }
  const feature = { status: 'unavailable' }
  const capture = { capture_before: firstSecond + place + 604_800, network_token: { used: true } }
  return {
    type: 'card',
    card: {
      amount_authorized: amount,
      authorization_code: String(scatter(place, 6) % 1_000_000),
      brand: 'visa',
      checks,
      country: 'DE',
      exp_month: 11,
      exp_year: 2029,
      extended_authorization: { status: 'disabled' },
      fingerprint: stripeId('fp', place),
      funding: 'credit',
      incremental_authorization: feature,
      installments: null,
      last4: String(1000 + (place % 9000)),
      mandate: null,
      multicapture: feature,
      network: 'visa',
      network_transaction_id: String(scatter(place, 7)).padStart(15, '1'),
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: 'unregulated',
      three_d_secure: null,
      wallet: null,
      ...capture,
    },
  }
}
