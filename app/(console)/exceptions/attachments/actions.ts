'use server'

import { z } from 'zod'
import type { FormState } from '@/components/form/form-state'
import { detachFile } from '@/lib/server/exceptions/attachments/detach-file'
import { answer } from '../../act'
import { CommentForm, fieldsOf } from '../action-words'

const DetachForm = z.object({ exceptionId: CommentForm.shape.id, id: CommentForm.shape.id })

/** Takes a file away. */
export async function detach(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: DetachForm,
    command: detachFile,
    refuses: {
      not_found: 'There is no such file here any more.',
      not_permitted: 'Your role may read exceptions, not take files away.',
      not_yours: 'Someone else put it there: they or an admin take it away.',
    },
    says: () => 'The file is gone.',
    shownAt: '/exceptions',
  })
}
