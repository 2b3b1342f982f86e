import { can } from '@/lib/domain/access/can'
import { dayInZone } from '@/lib/domain/base/calendar-day'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { limitsToJson, readLimits } from '@/lib/domain/limits/limits-input'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { canonicalJson, naturalId } from '../digest/natural-id'
import type { Drafted } from '../versions/keep-draft'
import { zoneOf } from '../versions/zone'

/** Keeps the next limits, which bound nothing yet. What cannot be read is said, and nothing is kept; the same draft sent twice is one. */
export async function draftLimits(
  ctx: Ctx,
  fields: Readonly<Record<string, string>>,
): Promise<Result<Drafted, 'not_permitted'>> {
  if (!can(ctx.actor, 'limit.draft')) return refuse('not_permitted')
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql) => {
    const read = readLimits(fields, dayInZone(ctx.now, await zoneOf(sql, ctx)))
    if ('errors' in read) return ok({ kind: 'refused' as const, errors: read.errors })
    await sql.rows(
      `SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('limits:' || $1, 0))) lock`,
      [marketplaceId],
    )
    const body = canonicalJson(JSON.parse(limitsToJson(read.limits)))
    const [same] = await sql.rows<{ id: string; number: number }>(
      `SELECT id, number FROM limit_policy WHERE marketplace_id = $1 AND state = 'draft' AND drafted_by = $2
         AND from_day = $3::date AND body = $4::jsonb`,
      [marketplaceId, ctx.actor.id, read.from, body],
    )
    if (same) return ok({ kind: 'kept' as const, ...same })
    const [last] = await sql.rows<{ number: number }>(
      'SELECT coalesce(max(number), 0) AS number FROM limit_policy WHERE marketplace_id = $1',
      [marketplaceId],
    )
    const number = (last?.number ?? 0) + 1
    const id = naturalId('lim', marketplaceId, String(number))
    await sql.run(
      `INSERT INTO limit_policy (marketplace_id, id, number, from_day, body, state, drafted_by, drafted_at)
       VALUES ($1, $2, $3, $4::date, $5::jsonb, 'draft', $6, $7)`,
      [marketplaceId, id, number, read.from, body, ctx.actor.id, ctx.now],
    )
    await recordAudit(sql, ctx, 'limits.draft', id, { number, from: read.from, limits: JSON.parse(body) })
    return ok({ kind: 'kept' as const, id, number })
  })
}
