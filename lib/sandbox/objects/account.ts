import type { StripeObject } from '../store/store'
import type { Address } from './buyer'

export type AccountInput = {
  id: string
  country: string
  currency: string
  created: number
  businessName: string
  mcc: string
  email: string
  phone: string
  address: Address
  owner: { firstName: string; lastName: string } | null
  personId: string
  bankAccountId: string
  bankLast4: string
  bears: 'application' | 'stripe'
  schedule: { delay_days: number; interval: 'daily' | 'weekly' | 'manual'; weekly_anchor?: string }
  metadata?: Record<string, string>
}

/** A connected account, or the platform's own. Sellers are companies, or people where `owner` is given. */
export function account(input: AccountInput): StripeObject {
  return {
    id: input.id,
    object: 'account',
    business_profile: {
      mcc: input.mcc,
      minority_owned_business_designation: null,
      name: input.businessName,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: input.address,
      support_email: input.email,
      support_phone: input.phone,
      support_url: null,
      url: null,
    },
    business_type: input.owner === null ? 'company' : 'individual',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    ...(input.owner === null ? { company: company(input) } : { individual: individual(input, input.owner) }),
    controller: {
      fees: { payer: input.bears === 'application' ? 'application_express' : 'account' },
      is_controller: true,
      losses: { payments: input.bears },
      requirement_collection: 'stripe',
      stripe_dashboard: { type: input.bears === 'application' ? 'express' : 'full' },
      type: 'application',
    },
    country: input.country,
    created: input.created,
    default_currency: input.currency,
    details_submitted: true,
    email: input.email,
    external_accounts: externalAccounts(input),
    future_requirements: requirements(),
    metadata: input.metadata ?? {},
    payouts_enabled: true,
    requirements: requirements(),
    settings: settings(input),
    tos_acceptance: { date: input.created },
    type: input.bears === 'application' ? 'express' : 'standard',
  }
}

function company(input: AccountInput): Record<string, unknown> {
  return {
    address: input.address,
    directors_provided: true,
    executives_provided: true,
    name: input.businessName,
    owners_provided: true,
    phone: input.phone,
    tax_id_provided: true,
    verification: { document: { back: null, details: null, details_code: null, front: null } },
  }
}

function individual(input: AccountInput, owner: { firstName: string; lastName: string }): Record<string, unknown> {
  return {
    id: input.personId,
    object: 'person',
    account: input.id,
    address: input.address,
    created: input.created,
    email: input.email,
    first_name: owner.firstName,
    last_name: owner.lastName,
    metadata: {},
    phone: input.phone,
  }
}

function externalAccounts(input: AccountInput): Record<string, unknown> {
  const bank = {
    id: input.bankAccountId,
    object: 'bank_account',
    account: input.id,
    account_holder_name: input.businessName,
    account_holder_type: input.owner === null ? 'company' : 'individual',
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'SANDBOX BANK',
    country: input.country,
    currency: input.currency,
    default_for_currency: true,
    fingerprint: null,
    last4: input.bankLast4,
    metadata: {},
    routing_number: null,
    status: 'new',
  }
  const url = `/v1/accounts/${input.id}/external_accounts`
  return { object: 'list', data: [bank], has_more: false, url }
}

function requirements(): Record<string, unknown> {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [],
    disabled_reason: null,
    errors: [],
    eventually_due: [],
    past_due: [],
    pending_verification: [],
  }
}

function settings(input: AccountInput): Record<string, unknown> {
  const decline = { avs_failure: false, cvc_failure: true }
  const none = { statement_descriptor_prefix_kana: null, statement_descriptor_prefix_kanji: null }
  return {
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_payments: { decline_on: decline, statement_descriptor_prefix: null, ...none },
    dashboard: { display_name: input.businessName, timezone: 'Etc/UTC' },
    payments: {
      statement_descriptor: 'HARBOUR MARKET',
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      ...none,
    },
    payouts: { debit_negative_balances: false, schedule: input.schedule, statement_descriptor: null },
  }
}
