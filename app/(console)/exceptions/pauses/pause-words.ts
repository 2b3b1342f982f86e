import { z } from 'zod'
import { waitedFor } from '@/lib/domain/exceptions/pauses/pause'
import { ResolveForm } from '../action-words'

export const PauseForm = z.object({
  id: ResolveForm.shape.id,
  version: ResolveForm.shape.version,
  waitsFor: z.enum(waitedFor, { error: 'Say for whom it waits.' }),
  until: z.iso.date({ error: 'Choose a day.' }),
  note: z.string().trim().max(2000, { error: 'Keep the note under 2,000 characters.' }).default(''),
})
export const ResumeForm = PauseForm.pick({ id: true, version: true })
