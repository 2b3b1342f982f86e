'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import { activatePolicy } from '@/lib/server/matching/policies/activate-policy'
import { draftPolicy } from '@/lib/server/matching/policies/draft-policy'
import { requestActivation } from '@/lib/server/matching/policies/request-activation'
import { dropDraft, requestRetirement, retirePolicy } from '@/lib/server/matching/policies/retire-policy'
import { tryPolicy } from '@/lib/server/matching/policies/try-policy'
import { answer, asActor } from '../../act'
import { ActivateForm, AskForm, DraftId } from '../../approvals/second-person'
import { activateWords, askWords, notPermitted, retireWords, TryForm, tryWords } from './policy-words'

const shownAt = '/matching'

export async function draft(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const drafted = await draftPolicy(ctx, String(form.get('policy') ?? ''))
    if (!drafted.ok) return refused(notPermitted)
    revalidatePath(shownAt, 'layout')
    if (drafted.value.kind === 'kept') return done(`Kept as version ${drafted.value.version}. Try it out now.`)
    return refused(drafted.value.faults.map(({ where, message, fix }) => `${where} ${message}. ${fix}`).join('\n'))
  }, form.get('marketplace'))
}

export async function tryOut(form: FormData): Promise<FormState> {
  const says = () => 'Tried out. Nothing was changed.'
  return answer(Object.fromEntries(form), { reads: TryForm, command: tryPolicy, refuses: tryWords, says, shownAt })
}

export async function askToActivate(form: FormData): Promise<FormState> {
  const says = () => 'Asked for. Somebody else has to activate it.'
  return answer(Object.fromEntries(form), {
    reads: AskForm,
    command: requestActivation,
    refuses: askWords,
    says,
    shownAt,
  })
}

export async function activate(form: FormData): Promise<FormState> {
  const says = () => 'Active. Proposals are made anew by it.'
  const refuses = activateWords
  return answer(Object.fromEntries(form), { reads: ActivateForm, command: activatePolicy, refuses, says, shownAt })
}

export async function drop(form: FormData): Promise<FormState> {
  const says = () => 'Dropped.'
  return answer(Object.fromEntries(form), { reads: DraftId, command: dropDraft, refuses: retireWords, says, shownAt })
}

export async function askToRetire(form: FormData): Promise<FormState> {
  const says = () => 'Asked for. Somebody else has to retire it.'
  const refuses = retireWords
  return answer(Object.fromEntries(form), { reads: AskForm, command: requestRetirement, refuses, says, shownAt })
}

export async function retire(form: FormData): Promise<FormState> {
  const says = () => 'Retired. The shipped policy ties from now on.'
  const refuses = retireWords
  return answer(Object.fromEntries(form), { reads: ActivateForm, command: retirePolicy, refuses, says, shownAt })
}
