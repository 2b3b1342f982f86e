import { z } from 'zod'
import { snoozes } from '@/lib/domain/exceptions/desk/snooze'
import { type Act, acts, leavesAs } from '@/lib/domain/resolutions/act'
import { proposeSentences } from '@/lib/domain/resolutions/can-propose'
import { undoSentences } from '@/lib/domain/resolutions/can-undo'
import { paidWays } from '@/lib/domain/resolutions/paid-elsewhere'
import { actRefusalSentences } from '@/lib/server/resolutions/perform-act'
import type { ProposeResult } from '@/lib/server/resolutions/propose-resolution'
import type { UndoResult } from '@/lib/server/resolutions/undo-resolution'
import { DayField, ResolveForm } from '../../action-words'

type Refused<T> = T extends { ok: false; reason: infer R extends string } ? R : never
const gone = 'There is no such exception in this marketplace.'

export const ProposeForm = z
  .object({
    id: ResolveForm.shape.id,
    version: ResolveForm.shape.version,
    note: ResolveForm.shape.note,
    act: z.enum(acts, { error: 'Choose what is to be done.' }),
    objects: z.string().max(10_000).default(''),
    until: DayField,
    way: z
      .union([z.literal('').transform(() => null), z.enum(paidWays)], { error: 'Say how it was paid.' })
      .default(null),
    paidOn: DayField,
    reference: z.string().trim().max(200, { error: 'Keep the reference under 200 characters.' }).default(''),
  })
  .transform(({ objects, until, way, paidOn, reference, note, ...rest }) => {
    const objectIds = [...new Set(objects.split(/[\s,;]+/).filter((word) => word !== ''))]
    // Beside the note it is sealed like one: a payment's reference may name who was paid.
    const words = reference === '' ? note : `Reference ${reference}. ${note}`
    return { ...rest, note: words, particulars: { objectIds, until, way, paidOn } }
  })

export const SnoozeForm = z.object({
  id: ResolveForm.shape.id,
  version: ResolveForm.shape.version,
  snooze: z.enum(snoozes, { error: 'Choose until when.' }),
})
export const UndoForm = z.object({ id: ResolveForm.shape.id })

export const proposeWords: Record<Refused<ProposeResult>, string> = {
  ...actRefusalSentences,
  ...proposeSentences,
  not_found: gone,
  reason_missing: 'Say in a few words why: the second person reads it.',
}
export const undoRefusals: Record<Refused<UndoResult>, string> = {
  ...undoSentences,
  not_found: gone,
  entry_gone: actRefusalSentences.entry_gone,
}

/** What became of it, in words. */
export function saidOf(act: Act, isAsked: boolean): string {
  if (isAsked) return 'Asked for a second person. Nothing is done before somebody else says yes.'
  if (act in leavesAs) return 'Resolved. It has left the queue.'
  if (act === 'wait_until') return 'It waits, and comes back by itself.'
  return 'Done. It closes by itself as soon as the next run has looked.'
}
