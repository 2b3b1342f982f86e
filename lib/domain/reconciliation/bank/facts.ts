import type { CalendarDay } from '../../base/calendar-day'

/**
 * What Stripe says crosses into or out of one bank account, told from the bank's standpoint: a payout is a credit, the
 * return of a failed one and a top-up are debits.
 */
export type BankMovement = {
  kind: 'payout' | 'return' | 'topup'
  /** The payout's or the top-up's id; a return bears that of its payout. */
  objectId: string
  /** Signed, from the bank's standpoint. */
  amountMinor: bigint
  status: string
  /** When money should be booked: arrival day, day of the `payout_reversal`, day of the top-up; UTC. */
  day: CalendarDay
  traceId: string | null
  created: Date
}

/** One booking that is Stripe's by its own words. */
export type StripeLine = {
  id: string
  /** The bank's own name of it, or our id where the bank gives none. */
  reference: string
  bookedOn: CalendarDay
  amountMinor: bigint
  /** Everything in which a trace id may stand. */
  words: readonly string[]
}

/** Everything about one bank account in one currency. */
export type BankFacts = {
  stripeAccount: string
  bankAccountId: string
  currency: string
  movements: readonly BankMovement[]
  lines: readonly StripeLine[]
  /** Days that statements cover, first and last included; apart from each other. */
  covered: readonly { from: CalendarDay; to: CalendarDay }[]
}

export function movementKey({ kind, objectId }: Pick<BankMovement, 'kind' | 'objectId'>): string {
  return `${kind}:${objectId}`
}
