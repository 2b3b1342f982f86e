import { ok, refuse, type Verdict } from '../base/result'

export type DebitRefusal = 'region_unknown' | 'other_region' | 'stripe_is_liable'

/** What decides whether Stripe lets a platform take money out of a connected account. */
export type DebitFacts = {
  platformCountry: string | null
  sellerCountry: string | null
  /** `controller.losses.payments`: who answers for a balance below zero. */
  lossesOf: string | null
}

/** Stripe's region of one currency area and law: inside it a platform may debit across borders. */
const europe = new Set(
  `AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK`.split(' '),
)

/**
 * Account debits reach accounts of the platform's own region for whose losses it answers itself
 * (https://docs.stripe.com/connect/account-debits). What is not known is not tried.
 */
export function canDebit({ platformCountry, sellerCountry, lossesOf }: DebitFacts): Verdict<DebitRefusal> {
  if (platformCountry === null || sellerCountry === null) return refuse('region_unknown')
  if (regionOf(platformCountry) !== regionOf(sellerCountry)) return refuse('other_region')
  return lossesOf === 'stripe' ? refuse('stripe_is_liable') : ok()
}

function regionOf(country: string): string {
  return europe.has(country) ? 'europe' : country
}

export const debitSentences: Record<DebitRefusal, string> = {
  region_unknown:
    'Nobody knows in which country this account or the platform is: Stripe debits within one region only.',
  other_region: 'Stripe debits accounts of the platform’s own region only: charge this seller at Stripe another way.',
  stripe_is_liable: 'Stripe answers for this account’s losses: the platform may not debit it.',
}
