import { usualCalendar, type WorkCalendar } from '../../calendar/work-calendar'
import { nextMorning } from '../../calendar/working-time'

/** Until when an exception may be laid aside with one press. */
export const snoozes = ['four_hours', 'tomorrow', 'monday', 'week'] as const
export type Snooze = (typeof snoozes)[number]

export const snoozeWords: Record<Snooze, string> = {
  four_hours: 'For four hours',
  tomorrow: 'Until the next working morning',
  monday: 'Until Monday morning',
  week: 'For a week',
}

/** When it comes back: in the morning it is when work begins by the calendar of the house. */
export function snoozedUntil(snooze: Snooze, now: Date, calendar: WorkCalendar): Date {
  if (snooze === 'four_hours') return new Date(now.getTime() + 4 * 3_600_000)
  if (snooze === 'tomorrow') return nextMorning(calendar, now)
  // Where nobody works on Mondays, or on the day a week ahead, the next day on which somebody does.
  if (snooze === 'week') return nextMorning(calendar, new Date(now.getTime() + 6 * 86_400_000))
  const monday = nextMorning(usualCalendar(calendar.zone), now, (ordinal) => (ordinal + 3) % 7 === 0)
  return nextMorning(calendar, new Date(monday.getTime() - 86_400_000))
}
