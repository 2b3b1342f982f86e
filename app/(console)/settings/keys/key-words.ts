import { z } from 'zod'
import type { IssueKeyRefusal, RevokeKeyRefusal } from '@/lib/server/access/api-keys'

const error = 'This form could not be read. Nothing was changed: load the page again.'

export const KeyForm = z.object({ name: z.string({ error }).max(200, { error: 'Keep the name short.' }) })
export const RevokeForm = z.object({ id: z.string({ error }).regex(/^[\w-]{1,100}$/, { error }) })

export const keyWords: Record<IssueKeyRefusal | RevokeKeyRefusal, string> = {
  not_permitted: 'Only an admin makes, sees and revokes keys.',
  name_missing: 'Say which machine it is for, in a word or two.',
  too_many: 'There are fifty keys that open: revoke one that is used no more first.',
  not_found: 'There is no such key here.',
  already_revoked: 'It was revoked already.',
}
