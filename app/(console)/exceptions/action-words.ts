import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import { type AssignRefusal, assignSentences } from '@/lib/domain/exceptions/can-assign'
import { type CommentRefusal, commentSentences } from '@/lib/domain/exceptions/can-comment'
import { type ReopenRefusal, reopenSentences } from '@/lib/domain/exceptions/can-reopen'
import { type ResolveRefusal, resolveSentences } from '@/lib/domain/exceptions/can-resolve'
import { resolutions } from '@/lib/domain/exceptions/resolution'

/** What no form of ours sends: the page is older than the program, or somebody wrote the form by hand. */
const error = 'This form could not be read. Nothing was changed: load the page again.'
const id = z.string({ error }).regex(/^[\w.:-]{1,100}$/, { error })
const whole = z.int({ error }).positive({ error }).max(2_147_483_647, { error })
const version = z.coerce.number({ error }).pipe(whole)

export const ResolveForm = z.object({
  id,
  version,
  resolution: z.enum(resolutions, { error: 'Choose a reason.' }),
  note: z
    .string({ error })
    .trim()
    .min(3, { error: 'Say in a few words what was done.' })
    .max(2000, { error: 'Keep the note under 2,000 characters.' }),
})
export const ReopenForm = z.object({ id, version })
export const CommentForm = z.object({
  id,
  body: z
    .string({ error })
    .trim()
    .min(1, { error: 'Write something first.' })
    .max(4000, { error: 'Keep the comment under 4,000 characters.' }),
})
export const AssignForm = z.object({ id, version, assigneeId: id.nullable() })

const picked = z
  .string({ error })
  .transform((text) => ({
    id: text.slice(0, text.lastIndexOf(':')),
    version: Number(text.slice(text.lastIndexOf(':') + 1)),
  }))
  .pipe(z.object({ id, version: whole }))
export const AssignManyForm = z.object({
  items: z
    .array(picked, { error })
    .min(1, { error: 'Select something first.' })
    .max(200, { error: 'At most 200 at a time.' }),
  assigneeId: id,
})

export function fieldsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries(form)
}

const gone = {
  not_found: 'There is no such exception in this marketplace.',
  stale: 'Someone changed it while you were looking. Nothing of yours was written: look again and decide anew.',
}

/** Refusals as sentences, one set for each act. The same words stand on the button that could not be pressed. */
export const resolveWords: Record<ResolveRefusal | keyof typeof gone, string> = { ...resolveSentences, ...gone }
export const reopenWords: Record<ReopenRefusal | keyof typeof gone, string> = { ...reopenSentences, ...gone }
export const commentWords: Record<CommentRefusal | 'not_found', string> = { ...commentSentences, ...gone }
export const assignWords: Record<AssignRefusal | keyof typeof gone | 'unknown_person' | 'may_not_own', string> = {
  ...assignSentences,
  ...gone,
  unknown_person: 'This person does not work in this marketplace.',
  may_not_own: 'This person’s role reads the queue and does not work it. Nothing was changed.',
}

export function bulkAnswer(asked: number, reasons: readonly (keyof typeof assignWords)[]): FormState {
  const given = asked - reasons.length
  if (reasons.length === 0) return done(`Assigned ${given}.`)
  const why = [...new Set(reasons)].map((reason) => assignWords[reason]).join(' ')
  return refused(`${given} of ${asked} assigned. ${why}`)
}
