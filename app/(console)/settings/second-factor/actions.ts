'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import type { OnceState } from '@/components/overlay/shown-once'
import { clientOfRequest } from '@/lib/server/auth/client-of-request'
import { confirmSecondFactor, removeSecondFactor, startSecondFactor } from '@/lib/server/auth/second-factor/enrol'
import { prove } from '@/lib/server/auth/second-factor/prove'
import { asActor, unreadable } from '../../act'
import { CodeForm, factorWords, ProveForm, proveWords } from './factor-words'

const shownAt = '/settings/second-factor'

/** Makes the secret that the page then shows. */
export async function start(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const result = await startSecondFactor(ctx)
    revalidatePath(shownAt)
    return result.ok ? done('Begun: show it to your authenticator.') : refused(factorWords[result.reason])
  }, form.get('marketplace'))
}

/** The recovery codes stand in the answer and nowhere else. */
export async function confirm(form: FormData): Promise<OnceState> {
  let once: string | undefined
  const state = await asActor(async (ctx) => {
    const input = CodeForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const result = await confirmSecondFactor(ctx, input.data)
    if (!result.ok) return refused(factorWords[result.reason])
    once = result.value.join(' ')
    return done('It counts from now on. Keep the recovery codes: they are shown this once.')
  }, form.get('marketplace'))
  return once === undefined ? state : { ...state, once }
}

export async function remove(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const result = await removeSecondFactor(ctx)
    revalidatePath(shownAt)
    return result.ok ? done('The second factor is gone.') : refused(factorWords[result.reason])
  }, form.get('marketplace'))
}

/** Shows anew that it is they, for what needs a fresh proof. */
export async function showIt(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = ProveForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const result = await prove(ctx, { ...input.data, client: await clientOfRequest() })
    return result.ok ? done('Shown. Go back to the other tab and press again.') : refused(proveWords[result.reason])
  }, form.get('marketplace'))
}
