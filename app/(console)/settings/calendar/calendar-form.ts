import { z } from 'zod'
import { type CalendarRefusal, calendarSentences, minuteOf } from '@/lib/domain/calendar/work-calendar'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const clock = z.string({ error }).transform((text) => minuteOf(text) ?? Number.NaN)

/** The fields of the form as the command takes them. Holidays stand one on a line; words behind a day are left out. */
export const CalendarForm = z.object({
  version: z.coerce.number({ error }).pipe(z.int({ error }).min(0, { error })),
  zone: z.string({ error }).trim().max(60, { error: calendarSentences.unknown_zone }),
  weekdays: z.array(z.coerce.number({ error })).max(7, { error }),
  fromMinute: clock.pipe(z.number({ error: calendarSentences.bad_hours })),
  toMinute: clock.pipe(z.number({ error: calendarSentences.bad_hours })),
  holidays: z
    .string({ error })
    .max(40_000, { error: calendarSentences.too_many_holidays })
    .transform((text) => text.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || [])),
})

export const calendarWords: Record<CalendarRefusal | 'not_permitted' | 'stale', string> = {
  ...calendarSentences,
  not_permitted: 'Only an admin says when the house works.',
  stale: 'Someone changed the calendar while you were looking. Nothing of yours was written: load the page again.',
}
