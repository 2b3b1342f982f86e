'use server'

import type { FormState } from '@/components/form/form-state'
import { saveCalendar } from '@/lib/server/calendar/save-calendar'
import { answer } from '../../act'
import { CalendarForm, calendarWords } from './calendar-form'

/** Says when the house works. */
export async function save(form: FormData): Promise<FormState> {
  return answer(
    { ...Object.fromEntries(form), weekdays: form.getAll('weekday') },
    {
      reads: CalendarForm,
      command: saveCalendar,
      refuses: calendarWords,
      says: () => 'Saved. What is opened from now on is due by this calendar.',
      shownAt: '/settings',
    },
  )
}
