'use server'

import type { FormState } from '@/components/form/form-state'
import { assignException } from '@/lib/server/exceptions/assign-exception'
import { commentException } from '@/lib/server/exceptions/comment-exception'
import { ownersFor } from '@/lib/server/exceptions/desk/owners-for'
import { reopenException } from '@/lib/server/exceptions/reopen-exception'
import { resolveException } from '@/lib/server/exceptions/resolve-exception'
import { answer } from '../act'
import {
  AssignForm,
  assignWords,
  CommentForm,
  commentWords,
  fieldsOf,
  ReopenForm,
  ResolveForm,
  reopenWords,
  resolveWords,
} from './action-words'
import { explainStale } from './what-changed'

const shownAt = '/exceptions'

export async function resolve(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: ResolveForm,
    command: resolveException,
    refuses: resolveWords,
    explains: explainStale,
    says: () => 'Resolved. It has left the queue.',
    undo: ({ id, version }) => ({ what: 'reopen', id, version: version + 1 }),
    shownAt,
  })
}

export async function reopen(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: ReopenForm,
    command: reopenException,
    refuses: reopenWords,
    explains: explainStale,
    says: () => 'Reopened. It is back in the queue.',
    shownAt,
  })
}

export async function comment(form: FormData): Promise<FormState> {
  return answer(fieldsOf(form), {
    reads: CommentForm,
    command: commentException,
    refuses: commentWords,
    says: (_, { told }) =>
      told === 0 ? 'Comment added.' : `Comment added. ${told === 1 ? 'One person is' : `${told} people are`} told.`,
    shownAt,
  })
}

export async function assign(asked: unknown): Promise<FormState> {
  return answer(asked, {
    reads: AssignForm,
    command: async (ctx, input) => {
      const [assigneeId = null] = await ownersFor(ctx, input.assigneeId, 1)
      return assignException(ctx, { ...input, assigneeId })
    },
    refuses: assignWords,
    explains: explainStale,
    says: ({ assigneeId }) => (assigneeId ? 'Assigned.' : 'No one owns it now.'),
    undo: ({ id, version }, { from }) => ({ what: 'assign', id, version: version + 1, assigneeId: from }),
    shownAt,
  })
}
