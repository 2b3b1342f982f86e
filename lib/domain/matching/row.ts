import type { CalendarDay } from '../base/calendar-day'

export const sides = ['payout', 'topup', 'bank_line', 'book_entry', 'provider_object'] as const
export type Side = (typeof sides)[number]

/**
 * One row that may be tied to a row of another side. Both sides are told from one standpoint: what moves money in the
 * same direction has the same sign on both. `block` is what no match ever crosses: a Stripe account, a bank account.
 */
export type MatchRow = {
  readonly id: string
  readonly side: Side
  readonly block: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly day: CalendarDay
  /** Normalised, `kind:value` where the kind is known: "trace:0123", "payout:po_1", "order:R-7". */
  readonly references: readonly string[]
  /** A bank's descriptor or whatever else people would read; may be empty. */
  readonly text: string
}

/** By id, in the order of code units: never by locale, never by arrival. */
export function inOrder<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => compareText(a.id, b.id))
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
