import { expect, test } from 'vitest'
import { canDebit } from './can-debit'

test.each([
  ['within one country', 'US', 'US', 'application', true],
  ['within Europe', 'DE', 'GB', 'application', true],
  ['over the ocean', 'US', 'DE', 'application', 'other_region'],
  ['between countries that share no region', 'US', 'CA', 'application', 'other_region'],
  ['of whom nobody knows where he is', 'US', null, 'application', 'region_unknown'],
  ['for whom Stripe answers', 'US', 'US', 'stripe', 'stripe_is_liable'],
  ['of an older account that says nothing of losses', 'US', 'US', null, true],
] as const)('%s', (_, platformCountry, sellerCountry, lossesOf, expected) => {
  const verdict = canDebit({ platformCountry, sellerCountry, lossesOf })
  expect(verdict.ok ? true : verdict.reason).toBe(expected)
})
