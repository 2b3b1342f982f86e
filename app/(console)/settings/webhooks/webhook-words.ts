import { z } from 'zod'
import { urlSentences } from '@/lib/domain/events/address-guard'
import { listenableTypes } from '@/lib/domain/events/catalog'
import { type ChangeRefusal, type MakeRefusal, mostEndpoints } from '@/lib/server/webhooks/endpoints'

const error = 'This form could not be read. Nothing was changed: load the page again.'
const id = z.string({ error }).regex(/^[\w-]{1,100}$/, { error })
export const MakeForm = z.object({
  url: z.string({ error }).max(2_000, { error: urlSentences.too_long }),
  types: z.array(z.enum(listenableTypes as [string, ...string[]], { error })).max(50, { error }),
})
export const ChangeForm = z.object({ id, state: z.enum(['active', 'paused', 'removed'], { error }) })
export const IdForm = z.object({ id })

export const makeWords: Record<MakeRefusal, string> = {
  ...urlSentences,
  not_permitted: 'Only an admin says where events are sent.',
  no_types: 'Choose at least one kind of event.',
  too_many_endpoints: `There are ${mostEndpoints} endpoints already: remove one first.`,
}
export const changeWords: Record<ChangeRefusal, string> = {
  not_permitted: makeWords.not_permitted,
  not_found: 'There is no such endpoint or message here any more.',
}
