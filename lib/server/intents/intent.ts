import { z } from 'zod'
import type { ProviderAct } from '@/lib/providers/port'
import { naturalId } from '../digest/natural-id'

/** What may be asked of a provider. The payload is what the act needs and nothing that says who a person is. */
const minor = z.string().regex(/^[1-9]\d{0,14}$/, { error: 'wants minor units as text of digits' })
const stripeId = (...prefixes: string[]) =>
  z.string().regex(new RegExp(`^(${prefixes.join('|')})_[A-Za-z0-9]{4,250}$`), {
    error: `wants an id ${prefixes.map((prefix) => `${prefix}_…`).join(' or ')}`,
  })
const chargeId = stripeId('ch', 'py')

const everyAct = {
  /** Test money and live money are two connections: an act belongs to one of them. */
  livemode: z.boolean(),
  accountId: stripeId('acct'),
  amountMinor: minor,
  /** The target's own currency, as whoever asks sees it: an act in another is never sent. */
  currency: z.string().regex(/^[a-z]{3}$/, { error: 'wants a currency in lower case' }),
  /** Which wish this is, in the caller's words: the same cause asked twice is one act. */
  cause: z.string().regex(/^[\w:.-]{1,120}$/),
}

export const IntentInput = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('refund_application_fee'), feeId: stripeId('fee'), ...everyAct }),
  z.strictObject({ action: z.literal('reverse_transfer'), transferId: stripeId('tr'), ...everyAct }),
  z.strictObject({ action: z.literal('create_refund'), chargeId, ...everyAct }),
  z.strictObject({ action: z.literal('create_transfer'), chargeId, destination: stripeId('acct'), ...everyAct }),
  z.strictObject({ action: z.literal('debit_seller'), destination: stripeId('acct'), ...everyAct }),
])
export type IntentInput = z.infer<typeof IntentInput>

/**
 * `sent` may have been applied, which only the provider can tell. `confirmed` stands there as asked, `mismatched` stands
 * there otherwise than asked and wants a person, `refused` is surely not there, `withdrawn` was never sent.
 */
export type IntentState = 'pending' | 'sent' | 'confirmed' | 'refused' | 'mismatched' | 'withdrawn'

export function subjectOf(input: IntentInput): string {
  switch (input.action) {
    case 'refund_application_fee':
      return input.feeId
    case 'reverse_transfer':
      return input.transferId
    case 'create_refund':
    case 'create_transfer':
      return input.chargeId
    case 'debit_seller':
      return input.accountId
  }
}

/** A hash of all that is wished: the same wish has the same id, and a changed payload no longer fits its id. */
export function intentId(marketplaceId: string, input: IntentInput): string {
  const { action, livemode, accountId, amountMinor, currency, cause } = input
  const place = [marketplaceId, livemode ? 'live' : 'test', accountId]
  const whom = 'destination' in input ? [input.destination] : []
  return naturalId('int', action, ...place, subjectOf(input), ...whom, amountMinor, currency, cause)
}

/** The cause of an act that answers an exception, as both languages read it: `exception:<id>:<which try>`. */
export const exceptionCause = '^exception:([A-Za-z0-9_-]+):[0-9]+$'

export function exceptionOfCause(cause: unknown): string | undefined {
  return typeof cause === 'string' ? new RegExp(exceptionCause).exec(cause)?.[1] : undefined
}

/** Clocks differ, here and at the provider. */
const beforeJournalledMs = 3_600_000

type Journalled = { id: string; payload: unknown; createdAt: Date }

/** The act that a journalled payload asks for. Throws when it cannot be read or is not what was journalled. */
export function actOf(marketplaceId: string, { id, payload, createdAt }: Journalled): ProviderAct {
  const { data: input, error } = IntentInput.safeParse(payload)
  if (!input) throw new Error(`the payload cannot be read: ${z.prettifyError(error)}`)
  if (intentId(marketplaceId, input) !== id) throw new Error('the payload is not the one that was journalled')
  const { amountMinor, cause: _cause, livemode: _livemode, ...act } = input
  const since = new Date(createdAt.getTime() - beforeJournalledMs)
  return { ...act, amountMinor: BigInt(amountMinor), reference: id, since }
}
