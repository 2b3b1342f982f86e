import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { firstDay, type Month, nextMonth } from '@/lib/domain/close/period'
import { dayOf, ordinalOf } from '@/lib/domain/matching/scoring/business-days'
import type { Ctx } from '@/lib/server/context'
import { ratesOn } from '@/lib/server/rates/queries'
import type { RateOffers } from './adjust-dialog'

/** Rates into the reporting currency that are on file for the last days of the month before and of this one. */
export async function loadOffers(ctx: Ctx, month: Month, into: string): Promise<RateOffers> {
  const lastBefore = (first: CalendarDay) => dayOf(ordinalOf(first) - 1)
  const [carried, closing] = await Promise.all([
    ratesOn(ctx, into, lastBefore(firstDay(month))),
    ratesOn(ctx, into, lastBefore(firstDay(nextMonth(month)))),
  ])
  const currencies = new Set([...carried.keys(), ...closing.keys()])
  return Object.fromEntries(
    [...currencies].map((currency) => [
      currency,
      { carried: carried.get(currency) ?? null, closing: closing.get(currency) ?? null },
    ]),
  )
}
