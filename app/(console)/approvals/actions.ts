'use server'

import type { FormState } from '@/components/form/form-state'
import { answerApproval } from '@/lib/server/resolutions/answer-approval'
import { answer } from '../act'
import { AnswerForm, answerWords } from './answer-words'

export async function decide(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: AnswerForm,
    command: answerApproval,
    refuses: answerWords,
    says: ({ decision }) => (decision === 'approved' ? 'Approved, and done.' : 'Refused. Nothing was done.'),
    shownAt: '/',
  })
}
