import { z } from 'zod'
import { roles } from '@/lib/domain/access/actor'
import { manageSentences } from '@/lib/domain/access/can-manage-member'
import { passwordSentences } from '@/lib/domain/access/password'
import type { ChangePasswordRefusal } from '@/lib/server/access/change-password'
import type { InviteRefusal } from '@/lib/server/access/invitations/invite'

const error = 'This form could not be read. Nothing was changed: load the page again.'
export const InviteForm = z.object({
  email: z.string({ error }).max(320, { error: 'That is too long to be an address.' }),
  role: z
    .enum(roles as [string, ...string[]], { error: 'Choose a role.' })
    .transform((role) => role as (typeof roles)[number]),
})
export const WithdrawForm = z.object({ id: z.string({ error }).regex(/^inv_[a-z2-7]{20}$/, { error }) })
export const PasswordForm = z.object({
  current: z.string({ error }).min(1, { error: 'Say the present one first.' }).max(1024, { error }),
  next: z.string({ error }).max(1024, { error: passwordSentences.too_long }),
})

export const inviteWords: Record<InviteRefusal, string> = {
  not_permitted: manageSentences.not_permitted,
  no_address: 'That is no e-mail address.',
  works_here: 'This person works here already: change the role instead.',
}
export const withdrawWords = {
  not_permitted: manageSentences.not_permitted,
  not_found: 'This invitation is not open any more.',
}
export const passwordWords: Record<ChangePasswordRefusal, string> = {
  ...passwordSentences,
  wrong: 'The present password is another one.',
  wait: 'Too many tries have failed. Wait a while, then try again.',
  no_password: 'You sign in without a password of this house: there is none to change.',
}
