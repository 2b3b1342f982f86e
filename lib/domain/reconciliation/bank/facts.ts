import type { CalendarDay } from '../../base/calendar-day'

/**
 * What Stripe says crosses into or out of a bank account, told from the bank's standpoint: a payout is a credit (a negative
 * one a debit), the return of a failed one goes the other way, and a top-up is a debit.
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
  bankAccountId: string
  /** The bank's own name of it; our id where the bank gives none, or gives the same to several. */
  reference: string
  bookedOn: CalendarDay
  amountMinor: bigint
  /** Everything in which a trace id may stand. */
  words: readonly string[]
}

/** The days that one bank account's statements cover, first and last included; apart from each other. */
export type CoveredAccount = { bankAccountId: string; covered: readonly { from: CalendarDay; to: CalendarDay }[] }

/** Everything about the bank accounts into which one Stripe account pays out one currency: mostly one, two after a change. */
export type BankFacts = {
  stripeAccount: string
  currency: string
  movements: readonly BankMovement[]
  lines: readonly StripeLine[]
  accounts: readonly CoveredAccount[]
}

export function movementKey({ kind, objectId }: Pick<BankMovement, 'kind' | 'objectId'>): string {
  return `${kind}:${objectId}`
}
