import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, type Result, refuse } from '../base/result'
import type { Approval } from './approval'

export type DecideRefusal = 'not_permitted' | 'own_request' | 'already_decided' | 'expired' | 'payload_changed'

export const decideSentences: Record<DecideRefusal, string> = {
  not_permitted: 'Your role reads requests, and does not decide them.',
  own_request: 'You asked for it yourself: somebody else decides.',
  already_decided: 'Somebody has decided this already.',
  expired: 'The request has lapsed: it has to be asked for anew.',
  payload_changed: 'It is no longer what you saw. Look again and decide anew.',
}

/** One verdict for the button and the command. The database repeats requester ≠ approver as a constraint. */
export function canDecide(approval: Approval, actor: Actor, seenHash: string, now: Date): Result<true, DecideRefusal> {
  if (!can(actor, 'approval.decide')) return refuse('not_permitted')
  if (approval.state === 'expired') return refuse('expired')
  if (approval.state !== 'pending') return refuse('already_decided')
  if (approval.requestedBy === actor.id) return refuse('own_request')
  if (now > approval.expiresAt) return refuse('expired')
  if (approval.payloadHash !== seenHash) return refuse('payload_changed')
  return ok(true)
}
