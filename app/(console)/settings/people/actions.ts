'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import type { OnceState } from '@/components/overlay/shown-once'
import { changePassword } from '@/lib/server/access/change-password'
import { invite, withdrawInvitation } from '@/lib/server/access/invitations/invite'
import { clientOfRequest, deviceOfRequest } from '@/lib/server/auth/client-of-request'
import { writeSession } from '@/lib/server/auth/next-auth'
import { env } from '@/lib/server/env'
import { answer, asActor, unreadable } from '../../act'
import { InviteForm, inviteWords, PasswordForm, passwordWords, WithdrawForm, withdrawWords } from './people-words'

const shownAt = '/settings'

/** The link stands in the answer and nowhere else. */
export async function invitePerson(form: FormData): Promise<OnceState> {
  let once: string | undefined
  const state = await asActor(async (ctx) => {
    const input = InviteForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const result = await invite(ctx, input.data)
    if (!result.ok) return refused(inviteWords[result.reason])
    once = new URL(`/join?invitation=${result.value.secret}`, env().NEXTAUTH_URL).toString()
    revalidatePath(shownAt, 'layout')
    return done('Invited. Send the link now: it is shown this once.')
  }, form.get('marketplace'))
  return once === undefined ? state : { ...state, once }
}

export async function withdraw(form: FormData): Promise<FormState> {
  const says = () => 'Taken back: the link leads nowhere any more.'
  const refuses = withdrawWords
  return answer(Object.fromEntries(form), { reads: WithdrawForm, command: withdrawInvitation, refuses, says, shownAt })
}

/** Every session ends with the old password; this browser gets a new one. */
export async function changeOwnPassword(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = PasswordForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const result = await changePassword(ctx, {
      ...input.data,
      client: await clientOfRequest(),
      device: await deviceOfRequest(),
    })
    if (!result.ok) return refused(passwordWords[result.reason])
    await writeSession(result.value)
    return done('Changed. Everywhere else you are signed out.')
  }, form.get('marketplace'))
}
