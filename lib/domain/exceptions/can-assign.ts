import type { Actor, Role } from '../access/actor'
import { can, roleMay } from '../access/can'
import { ok, refuse, type Verdict } from '../base/result'
import type { ExceptionFacts } from './exception'

export type AssignRefusal = 'not_permitted' | 'already_settled'

/** Work can be handed to someone as long as there is work: open or waiting. */
export function canAssign(item: ExceptionFacts, actor: Actor): Verdict<AssignRefusal> {
  if (!can(actor, 'exception.assign')) return refuse('not_permitted')
  if (item.state === 'resolved' || item.state === 'closed') return refuse('already_settled')
  return ok()
}

export const assignSentences: Record<AssignRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not hand them out.',
  already_settled: 'This exception is settled: there is nothing left to do.',
}

/** Who may not work the queue may not be handed anything from it: it would lie there. */
export function canOwn(role: Role): boolean {
  return roleMay(role, 'exception.assign')
}
