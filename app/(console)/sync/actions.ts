'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { startSync } from '@/lib/server/sync/start-sync'
import { answer } from '../act'
import { startWords } from './start-words'

/** "Sync now": the command journals the wish, the worker does the work, the page follows it. */
export async function syncNow(): Promise<FormState> {
  return answer(undefined, {
    reads: z.undefined(),
    command: startSync,
    refuses: startWords,
    says: () => 'Sync asked for.',
    shownAt: '/sync',
  })
}
