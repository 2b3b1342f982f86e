'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import { proposeResolution } from '@/lib/server/resolutions/propose-resolution'
import { undoResolution } from '@/lib/server/resolutions/undo-resolution'
import { answer, asActor, unreadable } from '../../../act'
import { fieldsOf } from '../../action-words'
import { resolve } from '../../actions'
import { reasonMark } from './act-options'
import { ProposeForm, proposeWords, saidOf, UndoForm, undoRefusals } from './act-words'

/** One form: an act is proposed, a mere reason resolves as before. */
export async function settle(form: FormData): Promise<FormState> {
  const chosen = String(form.get('act') ?? '')
  if (chosen.startsWith(reasonMark)) {
    form.set('resolution', chosen.slice(reasonMark.length))
    return resolve(form)
  }
  return asActor(async (ctx) => {
    const input = ProposeForm.safeParse(fieldsOf(form))
    if (!input.success) return refused(unreadable(input.error))
    const result = await proposeResolution(ctx, input.data)
    revalidatePath('/exceptions', 'layout')
    if (!result.ok) return refused(proposeWords[result.reason])
    const { value } = result
    if (value.way === 'second_person') return done(saidOf(input.data.act, true))
    return done(saidOf(input.data.act, false), { what: 'resolution', id: value.resolutionId })
  }, form.get('marketplace'))
}

export async function undo(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: UndoForm,
    command: undoResolution,
    refuses: undoRefusals,
    says: () => 'Undone. The next run looks at it again.',
    shownAt: '/exceptions',
  })
}
