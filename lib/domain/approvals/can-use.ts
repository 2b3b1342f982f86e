import { ok, refuse, type Verdict } from '../base/result'
import type { Approval } from './approval'

export type UseRefusal = 'not_approved' | 'payload_changed' | 'already_used' | 'expired'

/**
 * Whether an approval lets this act through: it was given, for these very particulars, is still fresh, and has let nothing
 * else through. The same act asking again is let through again, whenever it asks: it was lost on the way, not used up.
 */
export function canUse(approval: Approval, actHash: string, usedFor: string, now: Date): Verdict<UseRefusal> {
  if (approval.state !== 'approved') return refuse(approval.state === 'expired' ? 'expired' : 'not_approved')
  if (approval.payloadHash !== actHash) return refuse('payload_changed')
  if (approval.usedFor === usedFor) return ok()
  if (approval.usedFor !== null) return refuse('already_used')
  return now > approval.expiresAt ? refuse('expired') : ok()
}
