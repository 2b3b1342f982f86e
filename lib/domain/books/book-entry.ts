import { z } from 'zod'
import { accountId, currencyCode, instant, minorText, oneOf, plainText, rateText } from './plain-text'

export const entryKinds = [
  'sale',
  'refund',
  'application_fee',
  'application_fee_refund',
  'transfer',
  'transfer_reversal',
  'payout',
  'payout_failure',
  'refund_failure',
  'dispute',
  'dispute_reversal',
  'dispute_fee',
] as const
export type EntryKind = (typeof entryKinds)[number]

const share = z.strictObject({
  seller: accountId.meta({ description: 'The seller’s Stripe account.' }),
  amountMinor: minorText(0).meta({ description: 'His part, in minor units of the entry’s currency.' }),
})

const quote = z.strictObject(
  {
    currency: currencyCode.meta({ description: 'The currency that the sale is to settle in.' }),
    rate: rateText.meta({ description: 'Minor units of it that were promised for one minor unit of the sale.' }),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'is not a quote' : undefined) },
)

/** One record of the platform's own books, as it comes in. The same schema parses, and makes the OpenAPI document. */
export const bookEntryInput = z
  .strictObject({
    reference: plainText(200).meta({
      description: 'Your own reference, unique for ever: the same reference with the same content is accepted again.',
    }),
    kind: oneOf(entryKinds).meta({ description: 'What moved (docs/findings.md).' }),
    account: accountId.meta({ description: 'The Stripe account on whose balance the money moves.' }),
    objectId: plainText(255).optional().meta({ description: 'The Stripe object that moved the money, where known.' }),
    orderReference: plainText(255).optional().meta({
      description: 'Your order. A sale without objectId is tied to the one charge whose metadata carries it.',
    }),
    amountMinor: minorText(1).meta({ description: 'Positive, in Stripe’s API minor units, as text.' }),
    currency: currencyCode.meta({ description: 'Lower case, as Stripe writes it.' }),
    occurredAt: instant.meta({ description: 'When it happened by your books.' }),
    expectedAt: instant.optional().meta({ description: 'When Stripe is expected to have moved it.' }),
    seller: accountId.optional().meta({ description: 'The seller’s Stripe account.' }),
    chargeType: oneOf(['direct', 'destination', 'separate']).optional(),
    shares: z
      .array(share, { error: 'is not a list of shares' })
      .max(500, { error: 'has more than 500 shares' })
      .refine((list) => new Set(list.map((s) => s.seller)).size === list.length, { error: 'names a seller twice' })
      .optional()
      .meta({ description: 'Per seller: what he is to receive for a sale, or to give back for a refund.' }),
    quote: quote.optional().meta({ description: 'Of a sale alone: the rate that its conversion was promised at.' }),
  })
  .refine(({ kind, quote }) => quote === undefined || kind === 'sale', { path: ['quote'], error: 'is for sales alone' })
  .meta({ id: 'BookEntry', description: 'A record of the platform’s own books.' })

export type BookEntryInput = z.infer<typeof bookEntryInput>
