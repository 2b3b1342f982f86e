import type { CalendarDay } from '../base/calendar-day'

/** Where an entered rate is from; `booked`: Stripe converted at it. */
export const enteredSources = ['central_bank', 'bank', 'contract', 'other'] as const
export type EnteredSource = (typeof enteredSources)[number]
export type RateSource = EnteredSource | 'booked'

export const sourceWords: Record<RateSource, string> = {
  central_bank: 'a central bank',
  bank: 'our bank',
  contract: 'a contract',
  other: 'entered by hand',
  booked: 'booked by Stripe',
}

/** One unit of `from` is worth `rate` units of `to`, major units, as a decimal. */
export type DatedRate = { from: string; to: string; day: CalendarDay; rate: string; source: RateSource }

/** A rate stands for the days after it until a later one, and no longer than this: an old rate is no rate. */
export const rateHoldsDays = 7
