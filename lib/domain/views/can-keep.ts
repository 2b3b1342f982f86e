import type { Actor } from '../access/actor'
import { can } from '../access/can'
import { ok, type Result, refuse, type Verdict } from '../base/result'
import { cleanText } from '../exceptions/clean-text'
import type { SavedView } from './view'

export type KeepRefusal =
  | 'not_permitted'
  | 'may_not_share'
  | 'name_missing'
  | 'name_too_long'
  | 'name_taken'
  | 'too_many_views'
  | 'bad_query'
export type ChangeRefusal = 'not_yours'

export const viewPolicy = { longestName: 60, longestQuery: 2_000, viewsPerPerson: 100, pinsPerPerson: 8 }

/** Views for oneself are everybody's; those for all belong to who works for the house. */
export function canKeep(shared: boolean, actor: Actor): Verdict<'not_permitted' | 'may_not_share'> {
  if (!can(actor, 'view.keep')) return refuse('not_permitted')
  return shared && !can(actor, 'view.share') ? refuse('may_not_share') : ok()
}

/** One's own; and an administrator clears away what others left for everybody. */
export function canChange(view: Pick<SavedView, 'ownerId' | 'shared'>, actor: Actor): Verdict<ChangeRefusal> {
  if (view.ownerId === actor.id) return ok()
  return view.shared && can(actor, 'member.manage') ? ok() : refuse('not_yours')
}

/** The name as it is kept, or why it cannot be. */
export function checkName(
  name: string,
  others: readonly Pick<SavedView, 'name'>[],
): Result<string, 'name_missing' | 'name_too_long' | 'name_taken'> {
  const clean = cleanText(name.replace(/\s+/g, ' '), 1_000)
  if (clean === '') return refuse('name_missing')
  if (clean.length > viewPolicy.longestName) return refuse('name_too_long')
  const same = others.some((other) => other.name.toLowerCase() === clean.toLowerCase())
  return same ? refuse('name_taken') : ok(clean)
}

/** An address may hold what addresses hold, and no more of it than a browser sends gladly. */
export function isQuery(query: string): boolean {
  return query.length <= viewPolicy.longestQuery && /^[\w\-.,:;%+&=~*!'()@/]*$/.test(query)
}

export const viewSentences: Record<KeepRefusal | ChangeRefusal | 'too_many_pins', string> = {
  not_permitted: 'Only people keep views.',
  may_not_share: 'Your role keeps views for itself, not for everybody.',
  name_missing: 'Give the view a name.',
  name_too_long: `Keep the name under ${viewPolicy.longestName} characters.`,
  name_taken: 'You have a view of this name: choose another, or replace that one.',
  too_many_views: `You keep ${viewPolicy.viewsPerPerson} views: remove one first.`,
  bad_query: 'This list cannot be kept: its address is too long or was changed by hand.',
  not_yours: 'This view is somebody else’s: keep it under a name of your own.',
  too_many_pins: `You have ${viewPolicy.pinsPerPerson} tabs of your own: unpin one first.`,
}
