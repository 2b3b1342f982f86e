'use server'

import type { FormState } from '@/components/form/form-state'
import { tagException } from '@/lib/server/exceptions/tags/tag-exception'
import { answer } from '../../act'
import { fieldsOf, TagForm, tagWords } from '../action-words'

/** Puts a tag on an exception, or takes it off. */
export async function tag(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: TagForm,
    command: tagException,
    refuses: tagWords,
    says: ({ on }) => (on ? 'Tagged.' : 'The tag is off.'),
    undo: ({ id, on }, { tag, changed }) => (changed ? { what: 'tag', id, tag, on: !on } : undefined),
    shownAt: '/exceptions',
  })
}
