'use server'

import type { FormState } from '@/components/form/form-state'
import { cancelExport } from '@/lib/server/exports/jobs/cancel-export'
import { answer } from '../act'
import { DraftId } from '../approvals/second-person'
import { cancelWords } from './export-words'

export async function cancel(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: DraftId,
    command: cancelExport,
    refuses: cancelWords,
    says: () => 'Cancelled: nothing of it is kept.',
    shownAt: '/exports',
  })
}
