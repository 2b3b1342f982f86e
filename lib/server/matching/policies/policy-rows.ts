import type { Match } from '@/lib/domain/matching/outcome'
import type { DaySpan } from '../leftovers/leftover'

export type PolicyState = 'draft' | 'active' | 'retired'

export type ListedMatch = Pick<Match, 'rule' | 'confidence'> & { left: string[]; right: string[] }

/** A dry run as it is kept: what an approval is bound to beside the policy itself. */
export type TrySummary = DaySpan & {
  sentence: string
  rows: number
  same: number
  firmer: number
  weaker: number
  more: number
  differently: number
  lost: number
  /** At most fifty of each, by the names of their rows. */
  listed: { more: ListedMatch[]; differently: ListedMatch[]; lost: ListedMatch[] }
  against: { version: number; digest: string }
}

export type PolicyRow = {
  id: string
  version: number
  policy: string
  digest: string
  state: PolicyState
  draftedBy: string
  draftedAt: Date
  tried: TrySummary | null
  triedDigest: string | null
  triedAt: Date | null
  activatedBy: string | null
  activatedAt: Date | null
  retiredAt: Date | null
}

export const policyColumns = `id, version, policy, digest, state, drafted_by AS "draftedBy", drafted_at AS "draftedAt", tried,
  tried_digest AS "triedDigest", tried_at AS "triedAt", activated_by AS "activatedBy", activated_at AS "activatedAt",
  retired_at AS "retiredAt"`
