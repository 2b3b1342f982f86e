import { z } from 'zod'
import { roles } from '@/lib/domain/access/actor'
import { manageSentences } from '@/lib/domain/access/can-manage-member'
import type { MemberRefusal } from '@/lib/server/access/lock-member'

/** The answer beside the roles: this person works here no longer. */
export const gone = 'gone'
/** And this one: the role stays, the sessions end. */
export const signedOut = 'signed_out'

/** And this one: the role stays, the second factor and the sessions go. */
export const withoutFactor = 'without_factor'

const error = 'This form could not be read. Nothing was changed: load the page again.'
export const MemberForm = z.object({
  userId: z.string({ error }).regex(/^[\w:.-]{1,100}$/, { error }),
  role: z.enum([...roles, gone, signedOut, withoutFactor], { error: 'Choose one.' }),
})

export const memberWords: Record<MemberRefusal | 'works_elsewhere' | 'no_second_factor', string> = {
  ...manageSentences,
  works_elsewhere: 'This person works in another marketplace too: its administrators would not know of it.',
  no_second_factor: 'This person has no second factor.',
  not_found: 'This person does not work in this marketplace.',
}
