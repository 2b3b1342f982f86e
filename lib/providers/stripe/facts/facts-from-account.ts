import type { AccountFact, RawObject } from '@/lib/domain/provider/facts'
import { instantOf, objectAt, optionalText, textOf } from '../wire/read-field'
import type { Reading } from './reading'

export function factsFromAccount(
  raw: RawObject,
  reading: Omit<Reading, 'accountId' | 'isPlatform'>,
  platformAccountId: string,
): AccountFact {
  const accountId = textOf(raw, 'id')
  return {
    provider: 'stripe',
    livemode: reading.livemode,
    accountId,
    isPlatform: accountId === platformAccountId,
    name: displayNameOf(raw),
    country: optionalText(raw, 'country'),
    defaultCurrency: optionalText(raw, 'default_currency'),
    created: raw.created === undefined || raw.created === null ? null : instantOf(raw, 'created'),
    raw,
    observedAt: reading.observedAt,
  }
}

/** Who pays Stripe's fees for this account (`controller.fees.payer`); null where the account does not say. */
export function feePayerFrom(raw: RawObject): string | null {
  const controller = objectAt(raw, 'controller')
  const fees = controller && objectAt(controller, 'fees')
  return fees && optionalText(fees, 'payer')
}

/** What people call the seller: the business's name, else the name on the Dashboard, else the legal entity's. */
function displayNameOf(raw: RawObject): string | null {
  const profile = objectAt(raw, 'business_profile')
  const settings = objectAt(raw, 'settings')
  const dashboard = settings && objectAt(settings, 'dashboard')
  const company = objectAt(raw, 'company')
  return (
    (profile && optionalText(profile, 'name')) ??
    (dashboard && optionalText(dashboard, 'display_name')) ??
    (company && optionalText(company, 'name')) ??
    null
  )
}
