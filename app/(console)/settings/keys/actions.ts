'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import type { OnceState } from '@/components/overlay/shown-once'
import { issueApiKey, revokeApiKey } from '@/lib/server/access/api-keys'
import { answer, asActor, unreadable } from '../../act'
import { KeyForm, keyWords, RevokeForm } from './key-words'

const shownAt = '/settings/keys'

/** The secret stands in the answer and nowhere else. */
export async function issue(form: FormData): Promise<OnceState> {
  let once: string | undefined
  const state = await asActor(async (ctx) => {
    const input = KeyForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const issued = await issueApiKey(ctx, input.data)
    if (!issued.ok) return refused(keyWords[issued.reason])
    once = issued.value
    revalidatePath(shownAt)
    return done('Made. Keep the key now: it is shown this once.')
  }, form.get('marketplace'))
  return once === undefined ? state : { ...state, once }
}

export async function revoke(form: FormData): Promise<FormState> {
  const says = () => 'Revoked: it opens nothing any more.'
  return answer(Object.fromEntries(form), {
    reads: RevokeForm,
    command: revokeApiKey,
    refuses: keyWords,
    says,
    shownAt,
  })
}
