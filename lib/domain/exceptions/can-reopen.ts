import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, refuse, type Verdict } from '../base/result'
import type { ExceptionFacts } from './exception'

export type ReopenRefusal = 'not_permitted' | 'not_resolved' | 'undo_instead'

/**
 * Only what a person resolved can be reopened by a person; what later data closed comes back by itself, and what an act
 * took out of the queue comes back when the act is undone.
 */
export function canReopen(item: ExceptionFacts, actor: Actor, isHeldByAct = false): Verdict<ReopenRefusal> {
  if (!can(actor, 'exception.resolve')) return refuse('not_permitted')
  if (item.state !== 'resolved') return refuse('not_resolved')
  if (isHeldByAct) return refuse('undo_instead')
  return ok()
}

export const reopenSentences: Record<ReopenRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not reopen them.',
  undo_instead: 'What was done about it stands: undo that, and it comes back by itself.',
  not_resolved: 'Only an exception that a person resolved can be reopened.',
}
