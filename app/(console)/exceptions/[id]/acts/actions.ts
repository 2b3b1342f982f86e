'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import { formatInstant } from '@/components/moment/instants'
import { snoozedUntil } from '@/lib/domain/exceptions/desk/snooze'
import { noParticulars } from '@/lib/domain/resolutions/act'
import { getMarketplace } from '@/lib/server/access/queries'
import type { UserCtx } from '@/lib/server/auth/session-actor'
import { getCalendar } from '@/lib/server/calendar/queries'
import { proposeResolution } from '@/lib/server/resolutions/propose-resolution'
import { undoResolution } from '@/lib/server/resolutions/undo-resolution'
import { answer, asActor, unreadable } from '../../../act'
import { fieldsOf } from '../../action-words'
import { resolve } from '../../actions'
import { whatChanged } from '../../what-changed'
import { reasonMark } from './act-options'
import { ProposeForm, proposeWords, SnoozeForm, saidOf, UndoForm, undoRefusals } from './act-words'

/** One form: an act is proposed, a mere reason resolves as before. */
export async function settle(form: FormData): Promise<FormState> {
  const chosen = String(form.get('act') ?? '')
  if (chosen.startsWith(reasonMark)) {
    form.set('resolution', chosen.slice(reasonMark.length))
    return resolve(form)
  }
  return asActor(async (ctx) => {
    const input = ProposeForm.safeParse(fieldsOf(form))
    if (!input.success) return refused(unreadable(input.error))
    const result = await proposeResolution(ctx, input.data)
    revalidatePath('/exceptions', 'layout')
    if (!result.ok) return refused(await withChanges(ctx, input.data, result.reason))
    const { value } = result
    if (value.way === 'second_person') return done(saidOf(input.data.act, true))
    return done(saidOf(input.data.act, false), { what: 'resolution', id: value.resolutionId })
  }, form.get('marketplace'))
}

/** Lays it aside until one of the usual hours, by the clocks of the marketplace. */
export async function snooze(asked: unknown): Promise<FormState> {
  return asActor(async (ctx) => {
    const input = SnoozeForm.safeParse(asked)
    if (!input.success) return refused(unreadable(input.error))
    const { id, version } = input.data
    const [{ reportingZone }, calendar] = await Promise.all([getMarketplace(ctx), getCalendar(ctx)])
    const until = snoozedUntil(input.data.snooze, ctx.now, calendar.hours)
    const particulars = { ...noParticulars, until }
    const result = await proposeResolution(ctx, { id, version, act: 'wait_until', note: 'Snoozed.', particulars })
    revalidatePath('/exceptions', 'layout')
    if (!result.ok) return refused(await withChanges(ctx, { id, version }, result.reason))
    const sentence = `Snoozed until ${formatInstant(until, reportingZone)}.`
    if (result.value.way === 'second_person') return done(sentence)
    return done(sentence, { what: 'resolution', id: result.value.resolutionId })
  })
}

async function withChanges(ctx: UserCtx, seen: { id: string; version: number }, reason: keyof typeof proposeWords) {
  const more = reason === 'stale' ? await whatChanged(ctx, seen) : null
  return more === null ? proposeWords[reason] : `${proposeWords[reason]} ${more}`
}

export async function undo(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: UndoForm,
    command: undoResolution,
    refuses: undoRefusals,
    says: () => 'Undone. The next run looks at it again.',
    shownAt: '/exceptions',
  })
}
