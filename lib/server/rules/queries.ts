import type { Pattern, ResolutionRule, RuleState, RuleTrial } from '@/lib/domain/rules/rule'
import type { Ctx } from '../context'
import { inSql, type Sql } from '../db/transaction'

export type RuleRow = ResolutionRule & {
  id: string
  state: RuleState
  draftedBy: string
  draftedAt: Date
  tried: RuleTrial | null
  triedDigest: string | null
  activatedBy: string | null
  activatedAt: Date | null
  retiredBy: string | null
  retiredAt: Date | null
}

const ruleColumns = `r.id, r.number, r.kind, r.direction, r.currency, r.most_minor AS "mostMinor", r.seller_id AS "sellerId",
  r.resolution, r.state, r.drafted_by AS "draftedBy", r.drafted_at AS "draftedAt", r.tried, r.tried_digest AS "triedDigest",
  r.activated_by AS "activatedBy", r.activated_at AS "activatedAt", r.retired_by AS "retiredBy", r.retired_at AS "retiredAt"`

/** Takes the row and holds it to the end of the transaction. */
export async function lockRule(sql: Sql, { actor }: Ctx, id: string): Promise<RuleRow | undefined> {
  const [row] = await sql.rows<RuleRow>(
    `SELECT ${ruleColumns} FROM resolution_rule r WHERE r.marketplace_id = $1 AND r.id = $2 FOR UPDATE`,
    [actor.marketplaceId, id],
  )
  return row
}

export function activeRules(sql: Sql, { actor }: Ctx): Promise<RuleRow[]> {
  return sql.rows<RuleRow>(
    `SELECT ${ruleColumns} FROM resolution_rule r WHERE r.marketplace_id = $1 AND r.state = 'active' ORDER BY r.number`,
    [actor.marketplaceId],
  )
}

export type ShownRule = RuleRow & { used: number; lastUsed: Date | null }

/** The newest rules with how often each was applied. */
export function listRules(ctx: Ctx): Promise<ShownRule[]> {
  return inSql(ctx, (sql) =>
    sql.rows<ShownRule>(
      `SELECT ${ruleColumns}, u.used, u.last AS "lastUsed" FROM resolution_rule r
       CROSS JOIN LATERAL (SELECT count(*)::int AS used, max(at) AS last FROM (
           SELECT at FROM resolution_rule_use u WHERE u.marketplace_id = $1 AND u.rule_id = r.id
           UNION ALL SELECT at FROM rule_act_use a WHERE a.marketplace_id = $1 AND a.rule_id = r.id) used_at) u
       WHERE r.marketplace_id = $1 ORDER BY r.number DESC LIMIT 50`,
      [ctx.actor.marketplaceId],
    ),
  )
}

/** SQL on exception `e` with `$2` … `$6`: it fits the pattern. */
export const fitsPattern = `e.kind = $2 AND e.direction = $3 AND e.currency = $4 AND e.amount_minor <= $5
  AND ($6::text IS NULL OR e.seller_id = $6)`

export function patternParams({ kind, direction, currency, mostMinor, sellerId }: Pattern): unknown[] {
  return [kind, direction, currency, mostMinor, sellerId]
}

export type AskedRule = { id: string; subject: string; payloadHash: string; requestedBy: string; expiresAt: Date }

/** Rules that wait for a second person; a request from before the last trial can let nothing through and is left out. */
export function listAskedRules(ctx: Ctx): Promise<AskedRule[]> {
  return inSql(ctx, (sql) =>
    sql.rows<AskedRule>(
      `SELECT a.id, a.subject, a.payload_hash AS "payloadHash", a.requested_by AS "requestedBy", a.expires_at AS "expiresAt"
       FROM approval a JOIN resolution_rule r ON r.marketplace_id = $1 AND r.id = a.subject AND r.state = 'draft'
         AND r.tried_digest = a.payload->>'triedDigest'
       WHERE a.marketplace_id = $1 AND a.action = 'rule.activate' AND a.state IN ('pending', 'approved')
         AND a.used_for IS NULL AND a.expires_at > $2 ORDER BY a.requested_at DESC, a.id LIMIT 50`,
      [ctx.actor.marketplaceId, ctx.now],
    ),
  )
}
