'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refusedWith } from '@/components/form/form-state'
import { requireActor } from '@/lib/server/auth/require-actor'
import { startSync } from '@/lib/server/sync/start-sync'
import { startWords } from './start-words'

/** "Sync now": the command journals the wish, the worker does the work, the page follows it. */
export async function syncNow(): Promise<FormState> {
  const ctx = await requireActor('console.read')
  const result = await startSync(ctx)
  revalidatePath('/sync')
  return result.ok ? done('Sync asked for.') : refusedWith(startWords[result.reason])
}
