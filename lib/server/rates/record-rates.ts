import { can } from '@/lib/domain/access/can'
import { dayInZone } from '@/lib/domain/base/calendar-day'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { EnteredSource } from '@/lib/domain/rates/dated-rate'
import { type RateLineError, readRates } from '@/lib/domain/rates/read-rates'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { canonicalJson, sha256 } from '../digest/natural-id'
import { enqueue } from '../queue/enqueue'

export type Recorded = { kind: 'kept'; count: number } | { kind: 'faulty'; errors: readonly RateLineError[] }
export type RecordRefusal = 'not_permitted' | 'nothing_there'

/**
 * Keeps rates that a person entered, all or none: with one line that cannot be read nothing is written. A rate for a day
 * that has one replaces it, and the chain keeps what stood there. Sent twice it changes nothing the second time.
 */
export async function recordRates(
  ctx: Ctx,
  { text, source }: { text: string; source: EnteredSource },
): Promise<Result<Recorded, RecordRefusal>> {
  if (!can(ctx.actor, 'rate.record')) return refuse('not_permitted')
  const { rates, errors } = readRates(text, dayInZone(ctx.now, 'UTC'))
  if (errors.length > 0) return ok({ kind: 'faulty', errors })
  if (rates.length === 0) return refuse('nothing_there')
  const { marketplaceId } = ctx.actor
  return commit(ctx, async (sql) => {
    const before = await sql.rows<{ from: string; to: string; day: string; rate: string; source: string }>(
      `SELECT r.from_currency AS "from", r.to_currency AS "to", r.day::text AS day, r.rate, r.source
       FROM jsonb_to_recordset($2::jsonb) AS x("from" text, "to" text, day date)
       JOIN fx_rate r ON r.marketplace_id = $1 AND r.from_currency = x."from" AND r.to_currency = x."to" AND r.day = x.day
       ORDER BY 1, 2, 3 FOR UPDATE OF r`,
      [marketplaceId, canonicalJson(rates)],
    )
    const changed = await sql.run(
      `INSERT INTO fx_rate AS f (marketplace_id, from_currency, to_currency, day, rate, source, recorded_by, recorded_at)
       SELECT $1, x."from", x."to", x.day, x.rate, $3, $4, $5
       FROM jsonb_to_recordset($2::jsonb) AS x("from" text, "to" text, day date, rate text) ORDER BY 2, 3, 4
       ON CONFLICT (marketplace_id, from_currency, to_currency, day) DO UPDATE SET rate = EXCLUDED.rate,
         source = EXCLUDED.source, recorded_by = EXCLUDED.recorded_by, recorded_at = EXCLUDED.recorded_at
         WHERE (f.rate, f.source) <> (EXCLUDED.rate, EXCLUDED.source)`,
      [marketplaceId, canonicalJson(rates), source, ctx.actor.id, ctx.now],
    )
    if (changed > 0) {
      await enqueue(sql, 'reconcile', { marketplaceId })
      const digest = sha256(canonicalJson(rates))
      const replaced = before.slice(0, 100)
      await recordAudit(sql, ctx, 'rate.record', 'rates', { count: changed, source, digest, replaced })
    }
    return ok({ kind: 'kept' as const, count: changed })
  })
}
