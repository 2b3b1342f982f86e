'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import { answerApproval } from '@/lib/server/resolutions/answer-approval'
import { resolutionOf } from '@/lib/server/resolutions/queries'
import { asActor, unreadable } from '../act'
import { AnswerForm, answerWords } from './answer-words'

export async function decide(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = AnswerForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const result = await answerApproval(ctx, input.data)
    revalidatePath('/', 'layout')
    if (!result.ok) return refused(answerWords[result.reason])
    if (input.data.decision === 'refused') return done('Refused. Nothing was done.')
    const id = await resolutionOf(ctx, input.data.id)
    return done('Approved, and done.', id === null ? undefined : { what: 'resolution', id })
  }, form.get('marketplace'))
}
