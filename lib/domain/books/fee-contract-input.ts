import { z } from 'zod'
import type { FeeContract } from '../fees/contract'
import { accountId, currencyCode, instant, minorText, oneOf, plainText } from './plain-text'

const whole = { error: 'is not a whole number of basis points from 0 to 10000' }
const band = z.strictObject({
  currency: currencyCode,
  fromMinor: minorText(0).meta({ description: 'The band counts from this captured amount on, for the whole amount.' }),
  rateBp: z.int(whole).min(0, whole).max(10_000, whole).meta({ description: 'Basis points of the captured amount.' }),
  fixedMinor: minorText(0).meta({ description: 'Added to the rate, in minor units.' }),
})
const bandKey = (b: { currency: string; fromMinor: string }) => `${b.currency} ${b.fromMinor}`

/** What one seller agreed to, as it comes in. */
export const feeContractInput = z
  .strictObject({
    reference: plainText(200).meta({ description: 'Your own reference of the contract, unique for ever.' }),
    seller: accountId.meta({ description: 'The seller’s Stripe account.' }),
    validFrom: instant.meta({ description: 'In force from then until the seller’s next contract.' }),
    tier: plainText(100),
    refundPolicy: oneOf(['kept', 'returned']).meta({
      description: 'Whether the application fee goes back to the seller when the sale is refunded.',
    }),
    disputePolicy: oneOf(['recovered', 'absorbed']).optional().meta({
      description:
        'Who bears a lost dispute: the seller, whose transfers are reversed, or (also by default) the platform.',
    }),
    bands: z
      .array(band, { error: 'is not a list of bands' })
      .max(200, { error: 'has more than 200 bands' })
      .refine((list) => new Set(list.map(bandKey)).size === list.length, { error: 'has two bands that begin alike' }),
  })
  .meta({ id: 'FeeContract', description: 'A seller’s fee contract.' })

export type FeeContractInput = z.infer<typeof feeContractInput>

export function contractFromInput(input: FeeContractInput): FeeContract {
  return {
    ...input,
    validFrom: new Date(input.validFrom),
    disputePolicy: input.disputePolicy ?? 'absorbed',
    bands: input.bands.map((b) => ({
      currency: b.currency,
      fromMinor: BigInt(b.fromMinor),
      rateBp: BigInt(b.rateBp),
      fixedMinor: BigInt(b.fixedMinor),
    })),
  }
}
