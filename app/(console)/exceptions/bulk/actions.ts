'use server'

import { revalidatePath } from 'next/cache'
import { refused } from '@/components/form/form-state'
import type { UndoOffer } from '@/components/overlay/undo-offer'
import type { Resolution } from '@/lib/domain/exceptions/resolution'
import { type Act, acts, leavesAs, noParticulars } from '@/lib/domain/resolutions/act'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import { assignException } from '@/lib/server/exceptions/assign-exception'
import { ownersFor } from '@/lib/server/exceptions/desk/owners-for'
import { resolveException } from '@/lib/server/exceptions/resolve-exception'
import { tagException } from '@/lib/server/exceptions/tags/tag-exception'
import { proposeResolution } from '@/lib/server/resolutions/propose-resolution'
import { asActor, unreadable } from '../../act'
import { proposeWords } from '../[id]/acts/act-words'
import { assignWords, resolveWords, tagWords } from '../action-words'
import { type BulkState, bulkState, type RowAnswer } from './bulk-answer'
import { AssignManyForm, SettleManyForm, TagManyForm } from './bulk-forms'

const shownAt = '/exceptions'

/** Hands every selected row to one person; what was refused is said row by row, and the rest is done. */
export async function assignMany(form: FormData): Promise<BulkState> {
  return asActor(async (ctx) => {
    const input = AssignManyForm.safeParse({ items: form.getAll('item'), assigneeId: form.get('assigneeId') })
    if (!input.success) return refused(unreadable(input.error))
    const rows: RowAnswer[] = []
    const owners = await ownersFor(ctx, input.data.assigneeId, input.data.items.length)
    for (const [nth, item] of input.data.items.entries()) {
      const result = await assignException(ctx, { ...item, assigneeId: owners[nth] ?? null })
      if (!result.ok) rows.push({ id: item.id, ...not(assignWords[result.reason]) })
      else rows.push({ id: item.id, ...finished({ what: 'assign', ...next(item), assigneeId: result.value.from }) })
    }
    revalidatePath(shownAt, 'layout')
    return bulkState('assigned', rows)
  }, form.get('marketplace'))
}

/** One act for every selected row, each in its own transaction under its own version guard. */
export async function settleMany(form: FormData): Promise<BulkState> {
  return asActor(async (ctx) => {
    const input = SettleManyForm.safeParse({ ...Object.fromEntries(form), items: form.getAll('item') })
    if (!input.success) return refused(unreadable(input.error))
    const { items, deed, note, until } = input.data
    const rows: RowAnswer[] = []
    for (const item of items) {
      const answer = isAct(deed)
        ? await propose(ctx, { ...item, act: deed, note, particulars: { ...noParticulars, until } })
        : await resolve(ctx, { ...item, resolution: deed, note })
      rows.push({ id: item.id, ...answer })
    }
    revalidatePath(shownAt, 'layout')
    return bulkState(saidOf(deed), rows)
  }, form.get('marketplace'))
}

/** Puts one tag on every selected row; where it stands already nothing is done, and nothing is taken back later. */
export async function tagMany(form: FormData): Promise<BulkState> {
  return asActor(async (ctx) => {
    const input = TagManyForm.safeParse({ items: form.getAll('item'), tag: form.get('tag') })
    if (!input.success) return refused(unreadable(input.error))
    const rows: RowAnswer[] = []
    for (const { id } of input.data.items) {
      const result = await tagException(ctx, { id, tag: input.data.tag, on: true })
      if (!result.ok) rows.push({ id, ...not(tagWords[result.reason]) })
      else if (!result.value.changed) rows.push({ id, outcome: 'done', why: null })
      else rows.push({ id, ...finished({ what: 'tag', id, tag: result.value.tag, on: false }) })
    }
    revalidatePath(shownAt, 'layout')
    return bulkState('tagged', rows)
  }, form.get('marketplace'))
}

type Answer = Omit<RowAnswer, 'id'>
const finished = (undo: UndoOffer): Answer => ({ outcome: 'done', why: null, undo })
/** The row as this act has left it. */
const next = ({ id, version }: { id: string; version: number }) => ({ id, version: version + 1 })
const not = (why: string): Answer => ({ outcome: 'refused', why })

async function propose(ctx: UserCtx, input: Parameters<typeof proposeResolution>[1]): Promise<Answer> {
  const result = await proposeResolution(ctx, input)
  if (!result.ok) return not(proposeWords[result.reason])
  if (result.value.way === 'second_person') return { outcome: 'asked', why: null }
  return finished({ what: 'resolution', id: result.value.resolutionId })
}

async function resolve(ctx: UserCtx, input: Parameters<typeof resolveException>[1]): Promise<Answer> {
  const result = await resolveException(ctx, input)
  return result.ok ? finished({ what: 'reopen', ...next(input) }) : not(resolveWords[result.reason])
}

function isAct(deed: Act | Resolution): deed is Act {
  return (acts as readonly string[]).includes(deed)
}

function saidOf(deed: Act | Resolution): string {
  if (deed === 'wait_until') return 'set to wait'
  return isAct(deed) && !(deed in leavesAs) ? 'done' : 'resolved'
}
