import { dayInZone } from '../../base/calendar-day'
import { zonedInstant } from '../../base/zoned-instant'
import { dayOf, ordinalOf } from '../../matching/scoring/business-days'

/** Until when an exception may be laid aside with one press. */
export const snoozes = ['four_hours', 'tomorrow', 'monday', 'week'] as const
export type Snooze = (typeof snoozes)[number]

export const snoozeWords: Record<Snooze, string> = {
  four_hours: 'For four hours',
  tomorrow: 'Until the next working morning',
  monday: 'Until Monday morning',
  week: 'For a week',
}

/** The hour at which work begins. */
const morning = 9

/** When it comes back, by the clocks of the marketplace's zone. Mornings are those of Monday to Friday. */
export function snoozedUntil(snooze: Snooze, now: Date, zone: string): Date {
  if (snooze === 'four_hours') return new Date(now.getTime() + 4 * 3_600_000)
  const today = ordinalOf(dayInZone(now, zone))
  const at = (ordinal: number) => zonedInstant(dayOf(ordinal), morning, zone)
  if (snooze === 'week') return at(today + 7)
  const wanted = snooze === 'monday' ? isMonday : isWorkday
  for (let ordinal = today + 1; ; ordinal++) if (wanted(ordinal)) return at(ordinal)
}

function weekdayOf(ordinal: number): number {
  return new Date(`${dayOf(ordinal)}T00:00:00Z`).getUTCDay()
}
const isMonday = (ordinal: number) => weekdayOf(ordinal) === 1
const isWorkday = (ordinal: number) => weekdayOf(ordinal) >= 1 && weekdayOf(ordinal) <= 5
