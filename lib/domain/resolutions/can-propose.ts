import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, type Result, refuse } from '../base/result'
import { exceeds, type Limits } from '../limits/limits'
import { type Act, isRepair, type Particulars, type ResolvableItem, type StandingAct } from './act'
import { actsFor } from './acts-for'

/** `second_person`: it is asked for, and done when somebody else has said yes. */
export type Way = 'at_once' | 'second_person'
export type ProposeRefusal =
  | 'not_permitted'
  | 'already_resolved'
  | 'already_closed'
  | 'still_waiting'
  | 'wrong_act'
  | 'act_stands'

/** One verdict for the button (greyed, or "needs a second person") and for the command. */
export function canPropose(
  item: ResolvableItem,
  actor: Actor,
  act: Act,
  standing: readonly StandingAct[],
  limits: Limits,
): Result<Way, ProposeRefusal> {
  if (!can(actor, 'exception.resolve')) return refuse('not_permitted')
  if (isRepair(act) && !can(actor, 'intent.request')) return refuse('not_permitted')
  if (item.state === 'resolved') return refuse('already_resolved')
  if (item.state === 'closed') return refuse('already_closed')
  if (item.state === 'waiting') return refuse('still_waiting')
  if (!actsFor(item).includes(act)) return refuse('wrong_act')
  if (standing.some((done) => stillCounts(done, act))) return refuse('act_stands')
  return ok(needsSecond(item, actor, act, limits) ? 'second_person' : 'at_once')
}

/** Money at Stripe always takes four eyes; a write-off does above what the role may do alone. */
function needsSecond(item: ResolvableItem, actor: Actor, act: Act, limits: Limits): boolean {
  if (isRepair(act) || act === 'refund_elsewhere') return true
  return act === 'write_off' && exceeds(limits, 'write_off_alone', actor, [item])
}

/**
 * What only took the exception out of the queue says nothing once it is back; what changed books or money does. A refund
 * made once more leaves the failed one to be booked; where nobody knows whether an act stands, no money moves again.
 */
function stillCounts({ act, hasFailed, isUnknown }: StandingAct, next: Act): boolean {
  if (hasFailed || act === 'wait_until' || act === 'not_ours') return false
  if (isUnknown && !isRepair(next) && next !== 'write_off') return false
  return act !== 'create_refund' || next === 'create_refund'
}

export type ParticularsRefusal =
  | 'object_missing'
  | 'too_many_objects'
  | 'day_missing'
  | 'day_past'
  | 'day_too_far'
  | 'way_missing'
  | 'day_ahead'

const mostObjects = 50
const longestWaitMs = 366 * 86_400_000

/** Whether the form said what the act needs. */
export function checkParticulars(
  act: Act,
  { objectIds, until, way, paidOn }: Particulars,
  now: Date,
): Result<void, ParticularsRefusal> {
  if (act === 'link_by_hand' || act === 'split_by_hand') {
    if (objectIds.length < (act === 'split_by_hand' ? 2 : 1)) return refuse('object_missing')
    if (objectIds.length > (act === 'split_by_hand' ? mostObjects : 1)) return refuse('too_many_objects')
  }
  if (act === 'wait_until') {
    if (until === null) return refuse('day_missing')
    if (until <= now) return refuse('day_past')
    if (until.getTime() - now.getTime() > longestWaitMs) return refuse('day_too_far')
  }
  if (act === 'refund_elsewhere') {
    if (way === null || paidOn === null) return refuse('way_missing')
    if (paidOn > now) return refuse('day_ahead')
  }
  return ok()
}

export const proposeSentences: Record<ProposeRefusal | ParticularsRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not resolve them.',
  already_resolved: 'Someone has resolved this exception already.',
  already_closed: 'Later data explained this exception: there is nothing left to resolve.',
  still_waiting: 'Its date is still ahead: it will open or close by itself.',
  wrong_act: 'This act does not fit this exception.',
  act_stands:
    'Something was done about it already and stands: the next run shows whether it explains it, or undo it first.',
  object_missing: 'Name the objects at Stripe that the entry means.',
  too_many_objects: 'That is more objects than this act takes.',
  day_missing: 'Choose the day until which it waits.',
  day_past: 'That day is over: choose one that is still ahead.',
  day_too_far: 'Choose a day within a year.',
  way_missing: 'Say how and on which day the customer was paid.',
  day_ahead: 'That day is still ahead: say it once the customer has been paid.',
}
