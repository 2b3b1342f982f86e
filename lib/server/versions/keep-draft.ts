import type { CalendarDay } from '@/lib/domain/base/calendar-day'
import { type JsonObject, recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { canonicalJson, naturalId } from '../digest/natural-id'
import { lockKind } from './queries'
import type { VersionRules } from './rows'
import { beginOf } from './zone'

export type Drafted = { kind: 'kept'; id: string; number: number } | { kind: 'refused'; errors: string[] }
export type DraftOf = { subject: string; from: CalendarDay; body: JsonObject; foreseen: JsonObject }

/** Keeps the next version of a setting, which does nothing yet; the same draft sent twice is one. */
export async function keepDraft(
  sql: Sql,
  ctx: Ctx,
  rules: VersionRules,
  { subject, from, body, foreseen }: DraftOf,
): Promise<Drafted> {
  const { marketplaceId, id: by } = ctx.actor
  const { kind, word } = rules
  await lockKind(sql, marketplaceId, kind)
  const text = canonicalJson(body)
  const [same] = await sql.rows<{ id: string; number: number }>(
    `SELECT id, number FROM setting_version WHERE marketplace_id = $1 AND kind = $2 AND state = 'draft' AND drafted_by = $3
       AND subject = $4 AND from_day = $5::date AND body = $6::jsonb`,
    [marketplaceId, kind, by, subject, from, text],
  )
  if (same) return { kind: 'kept', ...same }
  const [last] = await sql.rows<{ number: number }>(
    'SELECT coalesce(max(number), 0) AS number FROM setting_version WHERE marketplace_id = $1 AND kind = $2',
    [marketplaceId, kind],
  )
  const number = (last?.number ?? 0) + 1
  const id = naturalId('set', marketplaceId, kind, String(number))
  const basis = await rules.basis(sql, ctx, { subject, from: await beginOf(sql, ctx, from) })
  await sql.run(
    `INSERT INTO setting_version (marketplace_id, id, kind, number, subject, from_day, body, basis, foreseen, state, drafted_by, drafted_at)
     VALUES ($1, $2, $3, $4, $5, $6::date, $7::jsonb, $8, $9::jsonb, 'draft', $10, $11)`,
    [marketplaceId, id, kind, number, subject, from, text, basis, canonicalJson(foreseen), by, ctx.now],
  )
  await recordAudit(sql, ctx, `${word}.draft`, id, { number, subject, from, body })
  return { kind: 'kept', id, number }
}
