import { z } from 'zod'
import { aboveLimit } from '@/lib/domain/approvals/can-approve'
import { decideSentences } from '@/lib/domain/approvals/can-decide'
import { proposeSentences } from '@/lib/domain/resolutions/can-propose'
import type { AnswerRefusal } from '@/lib/server/resolutions/answer-approval'
import { actRefusalSentences } from '@/lib/server/resolutions/perform-act'

const error = 'This form could not be read. Nothing was changed: load the page again.'

export const AnswerForm = z.object({
  id: z.string({ error }).regex(/^[\w-]{1,100}$/, { error }),
  seenHash: z.string({ error }).regex(/^[0-9a-f]{64}$/, { error }),
  decision: z.enum(['approved', 'refused'], { error: 'Say yes or no.' }),
  reason: z
    .string({ error })
    .trim()
    .min(3, { error: 'Say in a few words why.' })
    .max(500, { error: 'Keep the reason under 500 characters.' }),
})

export const answerWords: Record<AnswerRefusal, string> = {
  ...actRefusalSentences,
  ...proposeSentences,
  ...decideSentences,
  above_limit: aboveLimit,
  not_found: 'There is no such request in this marketplace.',
  requester_gone: 'Who asked works here no more: the request is void. Somebody else has to ask.',
}
