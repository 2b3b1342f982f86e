'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import { enteredSources } from '@/lib/domain/rates/dated-rate'
import { recordRates } from '@/lib/server/rates/record-rates'
import { asActor, unreadable } from '../../act'
import { recordWords } from './rate-words'

const RecordForm = z.object({
  text: z.string({ error: 'Paste the rates.' }).max(400_000, { error: 'That is too long: paste fewer lines at once.' }),
  source: z.enum(enteredSources, { error: 'Say where the rates are from.' }),
})

export async function record(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = RecordForm.safeParse(Object.fromEntries(form))
    if (!input.success) return refused(unreadable(input.error))
    const recorded = await recordRates(ctx, input.data)
    revalidatePath('/matching', 'layout')
    if (!recorded.ok) return refused(recordWords[recorded.reason])
    if (recorded.value.kind === 'kept') return done(`Kept ${recorded.value.count}.`)
    const lines = recorded.value.errors.slice(0, 20).map(({ line, message }) => `Line ${line}: ${message}`)
    const more = recorded.value.errors.length - lines.length
    return refused([...lines, ...(more > 0 ? [`And ${more} more lines.`] : []), 'Nothing was kept.'].join('\n'))
  }, form.get('marketplace'))
}
