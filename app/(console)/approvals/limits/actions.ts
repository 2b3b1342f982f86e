'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import { activateLimits, dropLimits, requestLimits } from '@/lib/server/limits/activate-limits'
import { draftLimits } from '@/lib/server/limits/draft-limits'
import { answer, asActor, unreadable } from '../../act'
import { ActivateForm, AskForm, DraftId } from '../second-person'
import { limitRefusals } from './limit-words'

const shownAt = '/approvals'
const refuses = limitRefusals
const DraftForm = z.record(
  z.string(),
  z.string({ error: 'This form holds a file: write the amounts as text.' }).max(20_000, {
    error: 'That is too long: a currency needs a line, not a page.',
  }),
)

export async function draft(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const fields = DraftForm.safeParse(Object.fromEntries(form))
    if (!fields.success) return refused(unreadable(fields.error))
    const drafted = await draftLimits(ctx, fields.data)
    if (!drafted.ok) return refused(limitRefusals[drafted.reason])
    revalidatePath(shownAt, 'layout')
    if (drafted.value.kind === 'refused') return refused(drafted.value.errors.slice(0, 20).join('\n'))
    return done(`Kept as version ${drafted.value.number}. Ask a second person now.`)
  }, form.get('marketplace'))
}

export async function askToActivate(form: FormData): Promise<FormState> {
  const says = () => 'Asked for. Compliance or another admin answers.'
  return answer(Object.fromEntries(form), { reads: AskForm, command: requestLimits, refuses, says, shownAt })
}

export async function activate(form: FormData): Promise<FormState> {
  const says = () => 'Activated. They hold from their day on.'
  return answer(Object.fromEntries(form), { reads: ActivateForm, command: activateLimits, refuses, says, shownAt })
}

export async function drop(form: FormData): Promise<FormState> {
  const says = () => 'Dropped.'
  return answer(Object.fromEntries(form), { reads: DraftId, command: dropLimits, refuses, says, shownAt })
}
