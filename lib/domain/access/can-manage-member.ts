import { ok, refuse, type Verdict } from '../base/result'
import type { Actor } from './actor'
import { can } from './can'

export type ManageRefusal = 'not_permitted' | 'own_membership'

/**
 * Roles are given and taken by administrators, and never one's own: whoever acts stays administrator, so a marketplace can
 * not be left without one.
 */
export function canManageMember(userId: string, actor: Actor): Verdict<ManageRefusal> {
  if (!can(actor, 'member.manage')) return refuse('not_permitted')
  return actor.id === userId ? refuse('own_membership') : ok()
}

export const manageSentences: Record<ManageRefusal, string> = {
  not_permitted: 'Only an administrator gives and takes roles.',
  own_membership: 'Another administrator has to change your own role.',
}
