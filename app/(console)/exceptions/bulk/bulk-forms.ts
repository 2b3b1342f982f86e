import { z } from 'zod'
import { AssignForm, DayField, ResolveForm, TagForm } from '../action-words'
import { bulkActs, bulkReasons } from './bulk-deeds'

/** A bulk act reads as many rows as a page can show. */
export const mostAtOnce = 200

const error = 'This form could not be read. Nothing was changed: load the page again.'
/** A selected row, with the version that was seen. */
export const PickedRow = z
  .string({ error })
  .transform((text) => ({
    id: text.slice(0, text.lastIndexOf(':')),
    version: Number(text.slice(text.lastIndexOf(':') + 1)),
  }))
  .pipe(z.object({ id: ResolveForm.shape.id, version: z.int({ error }).positive({ error }).max(2_147_483_647) }))
const items = z
  .array(PickedRow, { error })
  .min(1, { error: 'Select something first.' })
  .max(mostAtOnce, { error: `At most ${mostAtOnce} at a time.` })
  // Named twice it would be done once and refused once.
  .transform((rows) => [...new Map(rows.map((row) => [row.id, row])).values()])

export const AssignManyForm = z.object({ items, assigneeId: AssignForm.shape.assigneeId.unwrap() })

export const TagManyForm = z.object({ items, tag: TagForm.shape.tag })

export const SettleManyForm = z.object({
  items,
  deed: z.enum([...bulkActs, ...bulkReasons], { error: 'Choose what is to be done.' }),
  note: ResolveForm.shape.note,
  until: DayField,
})
