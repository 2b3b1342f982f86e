import type { Actor } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import type { AskedVersion } from '@/lib/server/versions/queries'
import type { VersionRow, VersionRules } from '@/lib/server/versions/rows'

/** Why this person does not draft, and does not let this version hold; null where they may. */
export function whyNot(
  rules: Pick<VersionRules, 'draft' | 'activate'>,
  actor: Actor,
  words: Record<'not_permitted' | 'own_draft' | 'own_request', string>,
  row?: Pick<VersionRow, 'draftedBy'>,
  asked?: Pick<AskedVersion, 'requestedBy'>,
): { draft: string | null; activate: string | null } {
  const draft = can(actor, rules.draft) ? null : words.not_permitted
  if (!can(actor, rules.activate)) return { draft, activate: words.not_permitted }
  if (row?.draftedBy === actor.id) return { draft, activate: words.own_draft }
  return { draft, activate: asked?.requestedBy === actor.id ? words.own_request : null }
}
