'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import { contractRules, draftContract } from '@/lib/server/fees/contract-versions'
import { activateVersion, dropVersion, requestVersion } from '@/lib/server/versions/decide-version'
import { answer, asActor, unreadable } from '../../act'
import { ActivateForm, AskForm, DraftId } from '../../approvals/second-person'
import { contractRefusals as refuses } from './contract-words'

const shownAt = '/settings/contracts'
const DraftForm = z.record(
  z.string(),
  z.string({ error: 'This form holds a file: write the rates as text.' }).max(20_000, {
    error: 'That is too long: a rate needs a line, not a page.',
  }),
)

export async function draft(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const fields = DraftForm.safeParse(Object.fromEntries(form))
    if (!fields.success) return refused(unreadable(fields.error))
    const drafted = await draftContract(ctx, fields.data)
    if (!drafted.ok) return refused(refuses[drafted.reason])
    revalidatePath(shownAt, 'layout')
    if (drafted.value.kind === 'refused') return refused(drafted.value.errors.slice(0, 20).join('\n'))
    return done(`Kept as version ${drafted.value.number}. Look at what it would mean, then ask a second person.`)
  }, form.get('marketplace'))
}

export async function askToActivate(form: FormData): Promise<FormState> {
  const says = () => 'Asked for. Compliance or an admin answers.'
  return answer(Object.fromEntries(form), {
    reads: AskForm,
    command: (ctx, input) => requestVersion(ctx, contractRules, input),
    refuses,
    says,
    shownAt,
  })
}

export async function activate(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: ActivateForm,
    command: (ctx, input) => activateVersion(ctx, contractRules, input),
    refuses,
    says: () => 'Activated. It holds from its day on.',
    shownAt,
  })
}

export async function drop(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: DraftId,
    command: (ctx, input) => dropVersion(ctx, contractRules, input),
    refuses,
    says: () => 'Dropped.',
    shownAt,
  })
}
