import { z } from 'zod'

/** What may be asked of a provider. The payload is what the act needs and nothing that says who a person is. */
const minor = z.string().regex(/^[1-9]\d{0,14}$/, { error: 'wants minor units as text of digits' })
const stripeId = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9]{4,250}$`), { error: `wants an id ${prefix}_…` })

export const IntentInput = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('refund_application_fee'),
    accountId: stripeId('acct'),
    feeId: stripeId('fee'),
    amountMinor: minor,
    /** Which wish this is, in the caller's words: the same cause asked twice is one act. */
    cause: z.string().regex(/^[\w:.-]{1,120}$/),
  }),
  z.strictObject({
    action: z.literal('reverse_transfer'),
    accountId: stripeId('acct'),
    transferId: stripeId('tr'),
    amountMinor: minor,
    cause: z.string().regex(/^[\w:.-]{1,120}$/),
  }),
])
export type IntentInput = z.infer<typeof IntentInput>

/** `sent` may have been applied: only asking again with the same key can tell. */
export type IntentState = 'pending' | 'sent' | 'confirmed' | 'refused'

export function subjectOf(input: IntentInput): string {
  return input.action === 'refund_application_fee' ? input.feeId : input.transferId
}
