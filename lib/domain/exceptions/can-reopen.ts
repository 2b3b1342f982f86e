import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, refuse, type Verdict } from '../base/result'
import type { ExceptionFacts } from './exception'

export type ReopenRefusal = 'not_permitted' | 'not_resolved'

/** Only what a person resolved can be reopened by a person; what later data closed comes back by itself. */
export function canReopen(item: ExceptionFacts, actor: Actor): Verdict<ReopenRefusal> {
  if (!can(actor, 'exception.resolve')) return refuse('not_permitted')
  if (item.state !== 'resolved') return refuse('not_resolved')
  return ok()
}

export const reopenSentences: Record<ReopenRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not reopen them.',
  not_resolved: 'Only an exception that a person resolved can be reopened.',
}
