import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import type { MatchRow } from '@/lib/domain/matching/row'

export type DaySpan = { from: CalendarDay; to: CalendarDay }

/** A row that no certain run tied, and what exceptions of it are about. */
export type Leftover = MatchRow & {
  /** The Stripe account whose money it is. */
  account: string
  /** Objects and references by which its exceptions are found; a bank line is `bank:` and its id. */
  subject: string
  /** How people call it. */
  name: string
  /** A kind of movement or entry, or `bank_line`. */
  what: string
}

/** The newest of each side: what the engine can hold against each other at once. */
export const leftoversASide = 2_000
