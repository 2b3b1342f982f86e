'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { readNotices } from '@/lib/server/exceptions/notices/read-notices'
import { answer } from '../act'

const Nothing = z.object({}).transform(() => ({ exceptionId: null }))

/** Everything this person was told is seen. */
export async function readAll(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: Nothing,
    command: readNotices,
    refuses: {},
    says: () => 'All read.',
    shownAt: '/',
  })
}
