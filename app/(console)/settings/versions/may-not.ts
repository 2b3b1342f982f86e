import type { Actor } from '@/lib/domain/access/actor'
import { can } from '@/lib/domain/access/can'
import type { AskedVersion } from '@/lib/server/versions/queries'
import type { VersionRow, VersionRules } from '@/lib/server/versions/rows'
import type { versionRefusals } from './version-words'

/** Why this person does not draft, and does not let this version hold; null where they may. */
export function whyNot(
  rules: VersionRules,
  actor: Actor,
  words: ReturnType<typeof versionRefusals>,
  row?: VersionRow,
  asked?: AskedVersion,
): { draft: string | null; activate: string | null } {
  const draft = can(actor, rules.draft) ? null : words.not_permitted
  if (!can(actor, rules.activate)) return { draft, activate: words.not_permitted }
  if (row?.draftedBy === actor.id) return { draft, activate: words.own_draft }
  return { draft, activate: asked?.requestedBy === actor.id ? words.own_request : null }
}
