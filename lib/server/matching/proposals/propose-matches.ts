import { dayInZone } from '@/lib/domain/base/calendar-day'
import { appliesConfirmed } from '@/lib/domain/matching/policy'
import { matchLeftovers } from '@/lib/domain/matching/proposals/match-leftovers'
import { type Suggestion, suggestionsOf } from '@/lib/domain/matching/proposals/proposal'
import { type Tying, type Undecided, undecidedOf } from '@/lib/domain/matching/proposals/undecided'
import { dayOf, ordinalOf } from '@/lib/domain/matching/scoring/business-days'
import { bankCalendar } from '@/lib/domain/reconciliation/bank/holidays'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import type { Sql } from '../../db/transaction'
import { canonicalJson, naturalId, sha256 } from '../../digest/natural-id'
import type { DaySpan, Leftover } from '../leftovers/leftover'
import { loadLeftovers } from '../leftovers/load-leftovers'
import { loadRates } from '../leftovers/load-rates'
import { type ActivePolicy, activePolicy, lockMatching } from '../policies/queries'
import { applyConfirmed } from './apply-confirmed'
import { dropOvertaken } from './drop-overtaken'
import { keepAccepted } from './keep-accepted'
import { mostUndecided, type UndecidedRow } from './queries'
import { type NewProposal, storeProposals } from './store-proposals'

/** What is older is history: nothing is proposed for it, and the engine is spared years. */
export const proposeDays = 120

export type ProposeRun = { proposed: number; gone: number; applied: number } | null

/**
 * Lays what the certain runs left alone through the active policy and keeps what comes out as proposals; what is confirmed
 * is applied where the policy says so. What a person accepted keeps its rows, what a person refused is not proposed again for the same rows, and what
 * is not found any more is gone. Null where neither rows nor policy have changed since the last run.
 */
export function proposeMatches(ctx: Ctx): Promise<ProposeRun> {
  return commit(ctx, async (sql) => {
    const { marketplaceId } = ctx.actor
    await lockMatching(sql, ctx)
    await dropOvertaken(sql, ctx)
    await keepAccepted(sql, ctx)
    const active = await activePolicy(sql, ctx)
    const accepted = await acceptedRows(sql, marketplaceId)
    const span = spanUpTo(ctx.now)
    const rows = (await loadLeftovers(sql, marketplaceId, span)).filter(({ id }) => !accepted.has(id))
    const rates = await loadRates(sql, marketplaceId, span, rows, [active.policy])
    const inputDigest = sha256(canonicalJson([active.digest, active.version, rows, rates]))
    if (!(await isNews(sql, ctx, inputDigest))) return null
    const runs = matchLeftovers(rows, active.policy, bankCalendar, rates)
    const byId = new Map(rows.map((row) => [row.id, row]))
    await keepUndecided(sql, marketplaceId, undecidedOf(runs), byId)
    const proposals = proposalsOf(marketplaceId, suggestionsOf(runs), byId, active)
    const stored = await storeProposals(sql, ctx, proposals)
    const applied = appliesConfirmed(active.policy) ? await applyConfirmed(sql, ctx, active, proposals) : 0
    const changes = { ...stored, applied }
    if (changes.proposed + changes.gone > 0) {
      await recordAudit(sql, ctx, 'matching.propose', `policy ${active.version}`, { ...changes, inputDigest })
    }
    return changes
  })
}

function spanUpTo(now: Date): DaySpan {
  const to = dayInZone(now, 'UTC')
  return { from: dayOf(ordinalOf(to) - proposeDays + 1), to }
}

async function acceptedRows(sql: Sql, marketplaceId: string): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ rowId: string }>(
    `SELECT r.row_id AS "rowId" FROM match_proposal p JOIN match_proposal_row r ON r.marketplace_id = $1 AND r.proposal_id = p.id
     WHERE p.marketplace_id = $1 AND p.state = 'accepted'`,
    [marketplaceId],
  )
  return new Set(rows.map(({ rowId }) => rowId))
}

async function isNews(sql: Sql, ctx: Ctx, inputDigest: string): Promise<boolean> {
  const written = await sql.run(
    `INSERT INTO match_check AS c (marketplace_id, input_digest, checked_at) VALUES ($1, $2, $3)
     ON CONFLICT (marketplace_id) DO UPDATE SET input_digest = EXCLUDED.input_digest, checked_at = EXCLUDED.checked_at
       WHERE c.input_digest <> EXCLUDED.input_digest`,
    [ctx.actor.marketplaceId, inputDigest, ctx.now],
  )
  return written > 0
}

/** Replaces what the last run left undecided. */
async function keepUndecided(
  sql: Sql,
  marketplaceId: string,
  undecided: readonly Undecided[],
  byId: ReadonlyMap<string, Leftover>,
): Promise<void> {
  const found = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []).map(shownRow)
  const shown = (way: readonly Tying[]) =>
    way.map(({ left, right, confidence }) => ({ left: found(left), right: found(right), confidence }))
  const kept: UndecidedRow[] = undecided
    .slice(0, mostUndecided)
    .map(({ best, second, ...about }) => ({ ...about, best: shown(best), second: shown(second) }))
  await sql.run('UPDATE match_check SET undecided = $2::jsonb WHERE marketplace_id = $1', [
    marketplaceId,
    canonicalJson(kept),
  ])
}

function proposalsOf(
  marketplaceId: string,
  suggestions: readonly Suggestion[],
  byId: ReadonlyMap<string, Leftover>,
  { version, digest }: ActivePolicy,
): NewProposal[] {
  const found = (ids: readonly string[]) => [...ids].sort().flatMap((id) => byId.get(id) ?? [])
  return suggestions.map(({ left, right, ...rest }) => {
    const [leftRows, rightRows] = [found(left), found(right)]
    const ids = [...leftRows, ...rightRows].map((row) => row.id)
    return {
      ...rest,
      id: naturalId('mpr', marketplaceId, rest.pair, ...ids),
      accountId: leftRows[0]?.account ?? '',
      leftRows: leftRows.map(shownRow),
      rightRows: rightRows.map(shownRow),
      subjects: [...leftRows, ...rightRows].map(({ subject }) => subject),
      policyVersion: version,
      policyDigest: digest,
    }
  })
}

/** The words that a bank or a person wrote stay where they are sealed. */
function shownRow({ id, name, what, day, amountMinor, currency, references }: Leftover) {
  return { id, name, what, day, amountMinor: amountMinor.toString(), currency, references }
}
