'use server'

import type { FormState } from '@/components/form/form-state'
import { changeView } from '@/lib/server/views/change-view'
import { keepView } from '@/lib/server/views/keep-view'
import { pinView } from '@/lib/server/views/pin-view'
import { removeView } from '@/lib/server/views/remove-view'
import { answer } from '../../act'
import { fieldsOf } from '../action-words'
import { ChangeForm, changeWords, KeepForm, keepWords, PinForm, RemoveForm } from './view-forms'

const shownAt = '/exceptions'

export async function keep(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: KeepForm,
    command: keepView,
    refuses: keepWords,
    says: ({ name }) => `Kept as “${name}”.`,
    shownAt,
  })
}

export async function change(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: ChangeForm,
    command: changeView,
    refuses: changeWords,
    says: ({ name, query }) =>
      name !== undefined ? 'Renamed.' : query !== undefined ? 'It shows this now.' : 'Changed.',
    shownAt,
  })
}

export async function pin(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: PinForm,
    command: pinView,
    refuses: changeWords,
    says: ({ pinned }) => (pinned ? 'It stands among your tabs.' : 'It is no tab of yours any more.'),
    shownAt,
  })
}

export async function remove(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: RemoveForm,
    command: removeView,
    refuses: changeWords,
    says: () => 'Removed.',
    shownAt,
  })
}
