'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, type FormState, refused } from '@/components/form/form-state'
import { causeBys } from '@/lib/domain/exceptions/causes'
import { resolveCause } from '@/lib/server/causes/resolve-cause'
import { undoBatch } from '@/lib/server/causes/undo-batch'
import { asActor, unreadable } from '../../act'
import { ResolveForm } from '../action-words'
import { PickedRow } from '../bulk/bulk-forms'
import { resolveCauseWords, undoBatchWords } from './cause-words'

const shownAt = '/exceptions'
const text = z.string().min(1).max(200)
const ResolveCauseForm = z.object({
  causeBy: z.enum(causeBys),
  causeValue: text,
  items: PickedRow.array().min(1).max(500),
  resolution: ResolveForm.shape.resolution,
  note: ResolveForm.shape.note,
})

export async function resolveAsOne(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = ResolveCauseForm.safeParse({ ...Object.fromEntries(form), items: form.getAll('item') })
    if (!input.success) return refused(unreadable(input.error))
    const result = await resolveCause(ctx, input.data)
    revalidatePath(shownAt, 'layout')
    return result.ok
      ? done(`Resolved ${result.value.count} as one. Undo stands below.`)
      : refused(resolveCauseWords[result.reason])
  }, form.get('marketplace'))
}

export async function takeBack(form: FormData): Promise<FormState> {
  return asActor(async (ctx) => {
    const result = await undoBatch(ctx, { id: String(form.get('id') ?? '') })
    revalidatePath(shownAt, 'layout')
    if (!result.ok) return refused(undoBatchWords[result.reason])
    const { reopened, left } = result.value
    return done(
      left === 0 ? `Reopened ${reopened}.` : `Reopened ${reopened}; ${left} had changed since and stay as they are.`,
    )
  }, form.get('marketplace'))
}
