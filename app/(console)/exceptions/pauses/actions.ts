'use server'

import type { FormState } from '@/components/form/form-state'
import { calendarDay } from '@/lib/domain/base/calendar-day'
import { zonedInstant } from '@/lib/domain/base/zoned-instant'
import { pauseSentences, resumeSentences, waitWords } from '@/lib/domain/exceptions/pauses/pause'
import { getCalendar } from '@/lib/server/calendar/queries'
import { pauseException } from '@/lib/server/exceptions/pauses/pause-exception'
import { resumeException } from '@/lib/server/exceptions/pauses/resume-exception'
import { answer } from '../../act'
import { fieldsOf, resolveWords } from '../action-words'
import { explainStale } from '../what-changed'
import { PauseForm, ResumeForm } from './pause-words'

const gone = { not_found: resolveWords.not_found, stale: resolveWords.stale }

/** Lets it wait for somebody's answer, until a morning of the house at the latest. */
export async function pause(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: PauseForm,
    command: async (ctx, { until, ...input }) => {
      const { hours } = await getCalendar(ctx)
      const morning = zonedInstant(calendarDay(until), hours.fromMinute / 60, hours.zone)
      return pauseException(ctx, { ...input, until: morning })
    },
    refuses: { ...pauseSentences, ...gone },
    explains: explainStale,
    says: ({ waitsFor }) => `Paused: it waits for ${waitWords[waitsFor]}, and its due time stands still.`,
    undo: ({ id, version }) => ({ what: 'resume', id, version: version + 1 }),
    shownAt: '/exceptions',
  })
}

/** The answer is there. */
export async function resume(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: ResumeForm,
    command: resumeException,
    refuses: { ...resumeSentences, ...gone },
    explains: explainStale,
    says: () => 'It is open again, with as much time left as before.',
    shownAt: '/exceptions',
  })
}
