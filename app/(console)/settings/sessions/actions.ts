'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import { type EndSessionRefusal, endOtherSessions, endSession } from '@/lib/server/auth/session-rows'
import { asActor, unreadable } from '../../act'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const EndForm = z.object({ id: z.string({ error }).regex(/^[\w-]{1,100}$/, { error }) })
const endWords: Record<EndSessionRefusal, string> = {
  not_found: 'This session is over already.',
  this_one: 'This is the session you sit in: sign out instead.',
}
const shownAt = '/settings/sessions'

export async function endOne(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = EndForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const ended = await endSession(ctx, input.data)
    revalidatePath(shownAt)
    return ended.ok ? done('Ended.') : refused(endWords[ended.reason])
  }, form.get('marketplace'))
}

export async function endOthers(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const count = await endOtherSessions(ctx)
    revalidatePath(shownAt)
    return done(count === 1 ? 'One session was ended.' : `${count} sessions were ended.`)
  }, form.get('marketplace'))
}
