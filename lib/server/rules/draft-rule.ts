import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { canDraft, type DraftRefusal } from '@/lib/domain/rules/can-draft'
import { type DeedText, deedText, readDeed } from '@/lib/domain/rules/deed'
import type { Pattern } from '@/lib/domain/rules/rule'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { limitsNow } from '../limits/queries'
import { isPossible } from './act-by-rule'
import { patternParams } from './queries'

export type DraftInput = Pattern & { resolution: DeedText }

/** Keeps a pattern and its reason as the next rule, which does nothing yet. The same draft sent twice is one. */
export async function draftRule(ctx: Ctx, given: DraftInput): Promise<Result<string, DraftRefusal>> {
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql): Promise<Result<string, DraftRefusal>> => {
    const deed = readDeed(given.resolution)
    const input = deed ? { ...given, resolution: deedText(deed) } : given
    const verdict = canDraft(input, input.resolution, ctx.actor, await limitsNow(sql, ctx))
    if (!verdict.ok) return verdict
    if (deed && !(await isPossible(sql, ctx, deed))) return refuse('nobody_there')
    await lockRules(sql, marketplaceId)
    const params = [marketplaceId, ...patternParams(input)]
    const [same] = await sql.rows<{ id: string }>(
      `SELECT e.id FROM resolution_rule e WHERE e.marketplace_id = $1 AND e.state = 'draft' AND e.drafted_by = $7
         AND e.resolution = $8 AND e.kind = $2 AND e.direction = $3 AND e.currency = $4 AND e.most_minor = $5
         AND e.seller_id IS NOT DISTINCT FROM $6`,
      [...params, ctx.actor.id, input.resolution],
    )
    if (same) return ok(same.id)
    const [last] = await sql.rows<{ number: number }>(
      'SELECT coalesce(max(number), 0) AS number FROM resolution_rule WHERE marketplace_id = $1',
      [marketplaceId],
    )
    const number = (last?.number ?? 0) + 1
    const id = naturalId('rul', marketplaceId, String(number))
    await sql.run(
      `INSERT INTO resolution_rule (marketplace_id, kind, direction, currency, most_minor, seller_id, id, number, resolution, state,
         drafted_by, drafted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11)`,
      [...params, id, number, input.resolution, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, 'rule.draft', id, { ...input, number })
    return ok(id)
  })
}

async function lockRules(sql: Sql, marketplaceId: string): Promise<void> {
  await sql.rows(`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('rules:' || $1, 0))) lock`, [
    marketplaceId,
  ])
}
