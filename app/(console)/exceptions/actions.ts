'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refusedWith } from '@/components/form/form-state'
import { requireActor } from '@/lib/server/auth/require-actor'
import { assignException } from '@/lib/server/exceptions/assign-exception'
import { commentException } from '@/lib/server/exceptions/comment-exception'
import { reopenException } from '@/lib/server/exceptions/reopen-exception'
import { resolveException } from '@/lib/server/exceptions/resolve-exception'
import {
  AssignForm,
  AssignManyForm,
  assignWords,
  bulkAnswer,
  CommentForm,
  commentWords,
  fieldsOf,
  ReopenForm,
  ResolveForm,
  reopenWords,
  resolveWords,
  unreadable,
} from './action-words'

/** Whoever may read the console may ask; the command refuses, in words, what the role may not do. */
export async function resolve(_: FormState, form: FormData): Promise<FormState> {
  const ctx = await requireActor('console.read')
  const input = ResolveForm.safeParse(fieldsOf(form))
  if (!input.success) return refusedWith(unreadable(input.error), form)
  const result = await resolveException(ctx, input.data)
  revalidatePath('/exceptions', 'layout')
  return result.ok ? done('Resolved. It has left the queue.') : refusedWith(resolveWords[result.reason], form)
}

export async function reopen(_: FormState, form: FormData): Promise<FormState> {
  const ctx = await requireActor('console.read')
  const input = ReopenForm.safeParse(fieldsOf(form))
  if (!input.success) return refusedWith(unreadable(input.error), form)
  const result = await reopenException(ctx, input.data)
  revalidatePath('/exceptions', 'layout')
  return result.ok ? done('Reopened. It is back in the queue.') : refusedWith(reopenWords[result.reason], form)
}

export async function comment(_: FormState, form: FormData): Promise<FormState> {
  const ctx = await requireActor('console.read')
  const input = CommentForm.safeParse(fieldsOf(form))
  if (!input.success) return refusedWith(unreadable(input.error), form)
  const result = await commentException(ctx, input.data)
  if (!result.ok) return refusedWith(commentWords[result.reason], form)
  revalidatePath('/exceptions', 'layout')
  return done('Comment added.')
}

export async function assign(asked: unknown): Promise<FormState> {
  const ctx = await requireActor('console.read')
  const input = AssignForm.safeParse(asked)
  if (!input.success) return refusedWith(unreadable(input.error))
  const result = await assignException(ctx, input.data)
  revalidatePath('/exceptions', 'layout')
  return result.ok
    ? done(input.data.assigneeId ? 'Assigned.' : 'No one owns it now.')
    : refusedWith(assignWords[result.reason])
}

/** A bulk act is one action: what was refused is counted, and the rest is done. */
export async function assignMany(_: FormState, form: FormData): Promise<FormState> {
  const ctx = await requireActor('console.read')
  const input = AssignManyForm.safeParse({ items: form.getAll('item'), assigneeId: form.get('assigneeId') })
  if (!input.success) return refusedWith(unreadable(input.error))
  const { items, assigneeId } = input.data
  const reasons: (keyof typeof assignWords)[] = []
  for (const item of items) {
    const result = await assignException(ctx, { ...item, assigneeId })
    if (!result.ok) reasons.push(result.reason)
  }
  revalidatePath('/exceptions', 'layout')
  return bulkAnswer(items.length, reasons)
}
