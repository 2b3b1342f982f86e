import { can } from '@/lib/domain/access/can'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Resolution } from '@/lib/domain/exceptions/resolution'
import { readDeed, sayFired } from '@/lib/domain/rules/deed'
import { type Outcome, type RuleTrial, sayTrial } from '@/lib/domain/rules/rule'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { canonicalJson, sha256 } from '../digest/natural-id'
import { fitsPattern, lockRule, patternParams, type RuleRow } from './queries'

export const trialDays = 90
const listedMost = 50

export type TryRefusal = 'not_permitted' | 'not_found' | 'not_a_draft'

/** Holds a draft against what became of such exceptions: nothing but the note is written. */
export async function tryRule(ctx: Ctx, { id }: { id: string }): Promise<Result<RuleTrial, TryRefusal>> {
  if (!can(ctx.actor, 'rule.draft')) return refuse('not_permitted')
  return commit(ctx, async (sql) => {
    const rule = await lockRule(sql, ctx, id)
    if (!rule) return refuse('not_found')
    if (rule.state !== 'draft') return refuse('not_a_draft')
    const tried = await trialOf(sql, ctx, rule)
    const triedDigest = sha256(canonicalJson(tried))
    await sql.run(
      `UPDATE resolution_rule SET tried = $3::jsonb, tried_digest = $4 WHERE marketplace_id = $1 AND id = $2 AND state = 'draft'`,
      [ctx.actor.marketplaceId, id, canonicalJson(tried), triedDigest],
    )
    await recordAudit(sql, ctx, 'rule.try', id, { number: rule.number, triedDigest, counts: tried.counts })
    return ok(tried)
  })
}

async function trialOf(sql: Sql, ctx: Ctx, rule: RuleRow): Promise<RuleTrial> {
  const since = new Date(ctx.now.getTime() - trialDays * 86_400_000)
  const params = [ctx.actor.marketplaceId, ...patternParams(rule), since, rule.resolution]
  const outcome = `CASE WHEN e.state = 'closed' THEN 'explained' WHEN e.state <> 'resolved' THEN 'open'
    WHEN e.resolution = $8 THEN 'same' ELSE 'otherwise' END`
  const where = `e.marketplace_id = $1 AND ${fitsPattern} AND e.opened_at >= $7`
  const rows = await sql.rows<{ outcome: Outcome; n: number }>(
    `SELECT ${outcome} AS outcome, count(*)::int AS n FROM recon_exception e WHERE ${where} GROUP BY 1`,
    params,
  )
  const counts: Record<Outcome, number> = { same: 0, otherwise: 0, explained: 0, open: 0 }
  for (const row of rows) counts[row.outcome] = row.n
  if (readDeed(rule.resolution)?.act !== 'resolve') {
    const times = Object.values(counts).reduce((sum, n) => sum + n, 0)
    return { days: trialDays, counts, sentence: sayFired(trialDays, times, counts.open), against: [] }
  }
  const against = await sql.rows<{ id: string; number: string; outcome: Outcome; resolution: Resolution | null }>(
    `SELECT e.id, e.number::text AS number, ${outcome} AS outcome, e.resolution FROM recon_exception e
     WHERE ${where} AND ${outcome} IN ('otherwise', 'explained') ORDER BY e.opened_at DESC, e.id LIMIT ${listedMost}`,
    params,
  )
  return { days: trialDays, counts, sentence: sayTrial(trialDays, counts), against }
}
