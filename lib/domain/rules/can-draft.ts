import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, type Result, refuse } from '../base/result'
import { resolutionsFor } from '../exceptions/resolution'
import { type Limits, limitOf } from '../limits/limits'
import { exponentOf } from '../money/money'
import { type DeedText, readDeed } from './deed'
import type { Pattern } from './rule'

export type DraftRefusal =
  | 'not_permitted'
  | 'wrong_resolution'
  | 'unknown_currency'
  | 'no_amount'
  | 'above_limit'
  | 'nobody_owes'
  | 'nobody_there'

/** These kinds speak of a balance or of the whole: each is looked at by a person, every time. */
const neverByRule: readonly Pattern['kind'][] = ['UNEXPLAINED_RESIDUAL', 'UNKNOWN_TYPE', 'AMBIGUOUS']

/**
 * Whether a pattern may become a rule. A rule says a reason, hands out, tags or tells, and moves no money: what has to be
 * done at Stripe or in the books stays with a person. What it accepts as a difference is bounded by what an analyst may write off alone.
 */
export function canDraft(pattern: Pattern, says: DeedText, actor: Actor, limits: Limits): Result<void, DraftRefusal> {
  if (!can(actor, 'rule.draft')) return refuse('not_permitted')
  const deed = readDeed(says)
  if (!deed) return refuse('wrong_resolution')
  const resolution = deed.act === 'resolve' ? deed.resolution : null
  if (resolution && neverByRule.includes(pattern.kind)) return refuse('nobody_owes')
  if (resolution && !resolutionsFor(pattern.kind).includes(resolution)) return refuse('wrong_resolution')
  if (!exponentOf(pattern.currency).ok) return refuse('unknown_currency')
  if (pattern.mostMinor <= 0n) return refuse('no_amount')
  const limit = limitOf(limits, 'write_off_alone', 'analyst', pattern.currency)
  if (resolution === 'accepted_difference' && limit !== null && pattern.mostMinor > limit) return refuse('above_limit')
  return ok()
}

export const draftSentences: Record<DraftRefusal, string> = {
  not_permitted: 'Your role may read rules, not draft them.',
  wrong_resolution: 'This reason does not fit exceptions of this kind, or only a person can give it.',
  unknown_currency: 'This is no currency that Stripe knows.',
  no_amount: 'Say up to which amount it holds: more than nothing, in the currency’s own decimals.',
  above_limit: 'A rule accepts differences up to what an analyst may write off alone: choose a smaller amount.',
  nobody_there: 'Nobody of this marketplace may be given that, or be told it: choose another person.',
  nobody_owes: 'What nobody could explain is looked at by a person, every time.',
}
