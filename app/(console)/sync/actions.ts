'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { retryEvents } from '@/lib/server/inbox/retry-events'
import { startSync } from '@/lib/server/sync/start-sync'
import { answer } from '../act'
import { retryWords } from './retry-words'
import { startWords } from './start-words'

const shownAt = '/sync'
const RetryForm = z.object({ id: z.string().min(1).max(255).nullable() })

/** "Sync now": the command journals the wish, the worker does the work, the page follows it. */
export async function syncNow(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: z.object({}),
    command: startSync,
    refuses: startWords,
    says: () => 'Sync asked for.',
    shownAt,
  })
}

/** One stuck webhook, or all of them where the form names none. */
export async function retry(form: FormData): Promise<FormState> {
  return answer(
    { id: form.get('id'), marketplace: form.get('marketplace') },
    {
      reads: RetryForm,
      command: retryEvents,
      refuses: retryWords,
      says: ({ id }) => (id === null ? 'All of them are tried again.' : 'It is tried again.'),
      shownAt,
    },
  )
}
