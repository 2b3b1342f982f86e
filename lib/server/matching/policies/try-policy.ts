import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { compareRuns, sayComparison } from '@/lib/domain/matching/compare-runs'
import type { Match, MatchOutcome } from '@/lib/domain/matching/outcome'
import { appliesConfirmed } from '@/lib/domain/matching/policy'
import { asOneOutcome, matchLeftovers } from '@/lib/domain/matching/proposals/match-leftovers'
import type { DayRate } from '@/lib/domain/matching/scoring/amounts'
import { ordinalOf } from '@/lib/domain/matching/scoring/business-days'
import { bankCalendar } from '@/lib/domain/reconciliation/bank/holidays'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { canonicalJson, sha256 } from '../../digest/natural-id'
import type { DaySpan, Leftover } from '../leftovers/leftover'
import { loadLeftovers } from '../leftovers/load-leftovers'
import { loadRates } from '../leftovers/load-rates'
import type { ListedMatch, TrySummary } from './policy-rows'
import { type ActivePolicy, activePolicy, lockPolicy, policyOf } from './queries'

export const longestTryDays = 186
const listedMost = 50

export type TryRefusal = 'not_permitted' | 'not_found' | 'not_a_draft' | 'no_span' | 'span_too_long'

/** Dry run: the draft and the active policy over the same rows of the marketplace's own past. Nothing but the note is written. */
export async function tryPolicy(
  ctx: Ctx,
  { id, from, to }: { id: string } & DaySpan,
): Promise<Result<TrySummary, TryRefusal>> {
  if (!can(ctx.actor, 'matching.draft')) return refuse('not_permitted')
  if (from > to) return refuse('no_span')
  if (ordinalOf(to) - ordinalOf(from) >= longestTryDays) return refuse('span_too_long')
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    const draft = await lockPolicy(sql, ctx, id)
    if (!draft) return refuse('not_found')
    if (draft.state !== 'draft') return refuse('not_a_draft')
    const active = await activePolicy(sql, ctx)
    const rows = await loadLeftovers(sql, marketplaceId, { from, to })
    const rates = await loadRates(sql, marketplaceId, { from, to }, rows, [active.policy, policyOf(draft)])
    const summary = holdAgainst(active, policyOf(draft), { rows, rates }, { from, to })
    const triedDigest = sha256(canonicalJson(summary))
    await sql.run(
      `UPDATE matching_policy SET tried = $3::jsonb, tried_digest = $4, tried_at = $5
       WHERE marketplace_id = $1 AND id = $2 AND state = 'draft'`,
      [marketplaceId, id, canonicalJson(summary), triedDigest, ctx.now],
    )
    await recordAudit(sql, ctx, 'matching.try', id, { version: draft.version, triedDigest, from, to })
    return ok(summary)
  })
}

function holdAgainst(
  active: ActivePolicy,
  draft: ActivePolicy['policy'],
  { rows, rates }: { rows: readonly Leftover[]; rates: readonly DayRate[] },
  span: DaySpan,
): TrySummary {
  const before = asOneOutcome(matchLeftovers(rows, active.policy, bankCalendar, rates))
  const after = asOneOutcome(matchLeftovers(rows, draft, bankCalendar, rates))
  const comparison = compareRuns(before, after)
  const { more, differently, lost, ...counts } = comparison
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const listed = (matches: readonly Match[]) => matches.slice(0, listedMost).map((match) => listedOf(match, names))
  return {
    ...span,
    sentence: [sayComparison(comparison), ...sayApplied(draft, after)].join(' '),
    rows: rows.length,
    ...counts,
    more: more.length,
    differently: differently.length,
    lost: lost.length,
    listed: { more: listed(more), differently: listed(differently), lost: listed(lost) },
    against: { version: active.version, digest: active.digest },
  }
}

/** What the second person lets happen without anybody. */
function sayApplied(draft: ActivePolicy['policy'], { confirmed }: MatchOutcome): string[] {
  if (!appliesConfirmed(draft)) return []
  const few = confirmed.length === 1 ? 'the one that is' : `the ${confirmed.length} that are`
  return confirmed.length === 0
    ? ['It applies what is confirmed by itself; of these rows nothing is.']
    : [`It would apply ${few} confirmed by itself, without asking anybody.`]
}

function listedOf({ left, right, rule, confidence }: Match, names: ReadonlyMap<string, string>): ListedMatch {
  const nameOf = (id: string) => names.get(id) ?? id
  return { left: left.map(nameOf), right: right.map(nameOf), rule, confidence }
}
