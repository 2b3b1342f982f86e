'use server'

import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import { acceptInvitation } from '@/lib/server/access/invitations/accept'
import { clientOfRequest } from '@/lib/server/auth/client-of-request'
import { now, wallClock } from '@/lib/server/clock'
import { db } from '@/lib/server/db/client'
import { joinWords } from './join-words'

const JoinForm = z.object({
  secret: z.string().max(100),
  name: z.string().max(200).default(''),
  password: z.string().max(1024),
})

/** Whoever has the link may come in through it, once: nobody is signed in yet. */
export async function join(form: FormData): Promise<FormState> {
  const input = JoinForm.safeParse(Object.fromEntries(form))
  if (!input.success) return refused('This form could not be read. Nothing was changed: load the page again.')
  const client = await clientOfRequest()
  const result = await acceptInvitation(db(), { ...input.data, client }, now(), wallClock())
  return result.ok ? done('You belong to it now. Sign in.') : refused(joinWords[result.reason])
}
