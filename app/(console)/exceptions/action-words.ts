import { z } from 'zod'
import { type AssignRefusal, assignSentences } from '@/lib/domain/exceptions/can-assign'
import { type CommentRefusal, commentSentences } from '@/lib/domain/exceptions/can-comment'
import { type ReopenRefusal, reopenSentences } from '@/lib/domain/exceptions/can-reopen'
import { type ResolveRefusal, resolveSentences } from '@/lib/domain/exceptions/can-resolve'
import { resolutions } from '@/lib/domain/exceptions/resolution'
import { type TagRefusal, tagSentences } from '@/lib/domain/exceptions/tags/tag'

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

export const TagForm = z.object({
  id,
  tag: z.string({ error }).trim().min(1, { error: 'Write a tag first.' }).max(100, { error: tagSentences.bad_tag }),
  on: z.stringbool({ error }),
})

const chooseDay = 'Choose a day.'
/** A day of the calendar, or nothing. */
export const DayField = z
  .union(
    [
      z.literal('').transform(() => null),
      z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/, { error: chooseDay })
        .transform((text) => new Date(`${text}T00:00:00Z`))
        .refine((at) => !Number.isNaN(at.getTime()), { error: chooseDay }),
    ],
    { error: chooseDay },
  )
  .default(null)

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
export const tagWords: Record<TagRefusal | 'not_found', string> = { ...tagSentences, ...gone }
export const assignWords: Record<AssignRefusal | keyof typeof gone | 'unknown_person' | 'may_not_own', string> = {
  ...assignSentences,
  ...gone,
  unknown_person: 'This person does not work in this marketplace.',
  may_not_own: 'This person’s role reads the queue and does not work it. Nothing was changed.',
}
