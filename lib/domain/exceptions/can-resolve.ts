import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { type ProofRefusal, proofSentence } from '../access/proof'
import { ok, refuse, type Verdict } from '../base/result'
import type { ExceptionFacts } from './exception'
import { type Resolution, resolutionsFor } from './resolution'

export type ResolveRefusal =
  | 'not_permitted'
  | 'already_resolved'
  | 'already_closed'
  | 'still_waiting'
  | 'wrong_reason'
  | 'above_limit'
  | ProofRefusal

/** One verdict for the button (without a reason yet) and for the command (with one). */
export function canResolve(item: ExceptionFacts, actor: Actor, resolution?: Resolution): Verdict<ResolveRefusal> {
  if (!can(actor, 'exception.resolve')) return refuse('not_permitted')
  if (item.state === 'resolved') return refuse('already_resolved')
  if (item.state === 'closed') return refuse('already_closed')
  if (item.state === 'waiting') return refuse('still_waiting')
  if (resolution !== undefined && !resolutionsFor(item.kind).includes(resolution)) return refuse('wrong_reason')
  return ok()
}

export const resolveSentences: Record<ResolveRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not resolve them.',
  already_resolved: 'Someone has resolved this exception already.',
  already_closed: 'Later data explained this exception: there is nothing left to resolve.',
  still_waiting: 'Its date is still ahead: it will open or close by itself.',
  above_limit: 'That is more than you may write off alone: write it off one by one, where a second person is asked.',
  proof_needed: proofSentence,
  wrong_reason: 'This reason does not fit this kind of exception.',
}
