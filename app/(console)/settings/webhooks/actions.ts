'use server'

import { revalidatePath } from 'next/cache'
import { done, type FormState, refused } from '@/components/form/form-state'
import type { OnceState } from '@/components/overlay/shown-once'
import { changeEndpoint, makeEndpoint, sendAgain, sendTest } from '@/lib/server/webhooks/endpoints'
import { answer, asActor, unreadable } from '../../act'
import { ChangeForm, changeWords, IdForm, MakeForm, makeWords } from './webhook-words'

const shownAt = '/settings/webhooks'

/** The secret stands in the answer and nowhere else. */
export async function make(form: FormData): Promise<OnceState> {
  let once: string | undefined
  const state = await asActor(async (ctx) => {
    const input = MakeForm.safeParse({ url: form.get('url'), types: form.getAll('type') })
    if (!input.success) return refused(unreadable(input.error))
    const made = await makeEndpoint(ctx, input.data)
    if (!made.ok) return refused(makeWords[made.reason])
    once = made.value.secret
    revalidatePath(shownAt)
    return done('Made. Keep the secret now: it is shown this once.')
  }, form.get('marketplace'))
  return once === undefined ? state : { ...state, once }
}

const changed = {
  active: 'It is sent to again.',
  paused: 'It rests: what happens meanwhile waits.',
  removed: 'Removed.',
}

export async function change(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: ChangeForm,
    command: changeEndpoint,
    refuses: changeWords,
    says: ({ state }) => changed[state],
    shownAt,
  })
}

export async function test(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: IdForm,
    command: sendTest,
    refuses: changeWords,
    says: () => 'A test is on its way: see below what became of it.',
    shownAt,
  })
}

export async function again(form: FormData): Promise<FormState> {
  return answer(Object.fromEntries(form), {
    reads: IdForm,
    command: sendAgain,
    refuses: changeWords,
    says: () => 'It is sent again, under its own id.',
    shownAt,
  })
}
