import { z } from 'zod'
import { roles } from '@/lib/domain/access/actor'
import { manageSentences } from '@/lib/domain/access/can-manage-member'
import type { MemberRefusal } from '@/lib/server/access/lock-member'

/** The answer beside the roles: this person works here no longer. */
export const gone = 'gone'
/** And this one: the role stays, the sessions end. */
export const signedOut = 'signed_out'

const error = 'This form could not be read. Nothing was changed: load the page again.'
export const MemberForm = z.object({
  userId: z.string({ error }).regex(/^[\w:.-]{1,100}$/, { error }),
  role: z.enum([...roles, gone, signedOut], { error: 'Choose one.' }),
})

export const memberWords: Record<MemberRefusal, string> = {
  ...manageSentences,
  not_found: 'This person does not work in this marketplace.',
}
