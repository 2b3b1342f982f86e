import { type CalendarDay, calendarDay } from '../base/calendar-day'

declare const monthBrand: unique symbol

/** A month of the books, "2026-10", cut in the marketplace's reporting zone. */
export type Month = string & { readonly [monthBrand]: true }

/** What is closed: the entity with all its Stripe accounts, or one of them. */
export const entity = '*'
export type Scope = string

/**
 * By which of Stripe's dates a movement falls into a month. `arrival` is `created`, except that a payout counts on the
 * day on which the bank has it. It is chosen before anything is posted and stands from then on, like the zone.
 */
export const dateBases = ['created', 'available', 'arrival'] as const
export type DateBasis = (typeof dateBases)[number]

export const basisWords: Record<DateBasis, string> = {
  created: 'by when Stripe made the movement',
  available: 'by when the money became available',
  arrival: 'by when Stripe made the movement, payouts by their arrival at the bank',
}

export function readMonth(text: string): Month | null {
  return /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null
}

export function monthOf(day: CalendarDay): Month {
  return day.slice(0, 7) as Month
}

export function firstDay(month: Month): CalendarDay {
  return calendarDay(`${month}-01`)
}

export function nextMonth(month: Month): Month {
  return monthAfter(month, 1)
}

export function previousMonth(month: Month): Month {
  return monthAfter(month, -1)
}

function monthAfter(month: Month, by: number): Month {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const months = year * 12 + (number - 1) + by
  const text = `${Math.floor(months / 12)}`.padStart(4, '0')
  return `${text}-${`${(months % 12) + 1}`.padStart(2, '0')}` as Month
}

type Dates = { readonly category: string; readonly created: Date; readonly availableOn: Date }

/** The instant that says when a movement is booked. */
export function bookedAt({ category, created, availableOn }: Dates, basis: DateBasis): Date {
  if (basis === 'available') return availableOn
  const reachesBank = category === 'payout' || category === 'payout_reversal'
  return basis === 'arrival' && reachesBank ? availableOn : created
}

export type Booking = { readonly day: CalendarDay; readonly late: boolean }

/**
 * Law: nothing is written into a closed month. What belongs there and comes later is booked on the first day that is
 * open, and flagged. `opensOn` is null where nothing is closed.
 */
export function bookedOn(own: CalendarDay, opensOn: CalendarDay | null): Booking {
  return opensOn !== null && own < opensOn ? { day: opensOn, late: true } : { day: own, late: false }
}
