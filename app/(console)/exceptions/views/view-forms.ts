import { z } from 'zod'
import { viewSentences } from '@/lib/domain/views/can-keep'
import { ReopenForm } from '../action-words'
import { canonicalQuery } from './view-query'

const name = z.string().max(1_000).trim()
// An address that is too long to be one is refused by the command, in its words.
const query = z.string().max(4_000).transform(canonicalQuery)
const ticked = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on')
const yesNo = z.enum(['yes', 'no']).transform((word) => word === 'yes')

export const KeepForm = z.object({
  list: z.literal('exceptions').default('exceptions'),
  name,
  query,
  shared: ticked,
  pinned: ticked,
})
export const ChangeForm = ReopenForm.extend({
  name: name.optional(),
  query: query.optional(),
  shared: yesNo.optional(),
})
export const PinForm = z.object({ id: ReopenForm.shape.id, pinned: yesNo })
export const RemoveForm = ReopenForm

const gone = 'There is no such view, or not for you any more.'
export const keepWords = { ...viewSentences, not_found: gone }
export const changeWords = {
  ...keepWords,
  stale: 'The view was changed while you were looking. Nothing of yours was written: look again.',
}
