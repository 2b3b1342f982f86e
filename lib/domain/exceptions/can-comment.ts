import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, refuse, type Verdict } from '../base/result'

export type CommentRefusal = 'not_permitted' | 'empty'

/** A settled exception may still be spoken about. */
export function canComment(actor: Actor, body?: string): Verdict<CommentRefusal> {
  if (!can(actor, 'exception.comment')) return refuse('not_permitted')
  if (body !== undefined && body.trim() === '') return refuse('empty')
  return ok()
}

export const commentSentences: Record<CommentRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not comment on them.',
  empty: 'Write something first.',
}
