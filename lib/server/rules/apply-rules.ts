import { readDeed } from '@/lib/domain/rules/deed'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import type { Sql } from '../db/transaction'
import { naturalId } from '../digest/natural-id'
import { actByRule } from './act-by-rule'
import { activeRules, fitsPattern, patternParams, type RuleRow } from './queries'

/** As many as one transaction takes without holding others up; the rest follows with the next run. */
const mostAtOnce = 500

/**
 * Resolves what fits an active rule, as a person would give the reason: in the queue nobody has taken it up, and no rule
 * has resolved it before, so what a person took back is never taken out again. Each keeps a row in the chain, and all of
 * a run go together and come back together. Answers how many.
 */
export async function applyRules(ctx: Ctx): Promise<number> {
  return commit(ctx, async (sql) => {
    let applied = 0
    for (const rule of await activeRules(sql, ctx)) {
      const deed = readDeed(rule.resolution)
      if (deed)
        applied += deed.act === 'resolve' ? await applyRule(sql, ctx, rule) : await actByRule(sql, ctx, rule, deed)
    }
    return applied
  })
}

async function applyRule(sql: Sql, ctx: Ctx, rule: RuleRow): Promise<number> {
  const { marketplaceId } = ctx.actor
  const rows = await sql.rows<{ id: string; version: number }>(
    `SELECT e.id, e.version FROM recon_exception e WHERE e.marketplace_id = $1 AND ${fitsPattern}
       AND e.state = 'open' AND e.assignee_id IS NULL
       AND NOT EXISTS (SELECT FROM resolution_rule_use u WHERE u.marketplace_id = $1 AND u.exception_id = e.id)
       AND NOT EXISTS (SELECT FROM exception_comment c WHERE c.marketplace_id = $1 AND c.exception_id = e.id)
     ORDER BY e.due_at, e.id LIMIT ${mostAtOnce} FOR UPDATE OF e SKIP LOCKED`,
    [marketplaceId, ...patternParams(rule)],
  )
  if (rows.length === 0) return 0
  const by = `rule ${rule.number}`
  const ids = rows.map(({ id }) => id).sort()
  const batchId = naturalId('rb', marketplaceId, rule.id, ...rows.map(({ id, version }) => `${id}:${version}`).sort())
  await sql.run(
    `UPDATE recon_exception SET state = 'resolved', resolution = $3, resolved_by = $4, closed_at = $5, batch_id = $6,
       version = version + 1 WHERE marketplace_id = $1 AND id = ANY ($2)`,
    [marketplaceId, ids, rule.resolution, by, ctx.now, batchId],
  )
  await sql.run(
    `INSERT INTO resolution_rule_use (marketplace_id, exception_id, rule_id, batch_id, at)
     SELECT $1, id, $3, $4, $5 FROM unnest($2::text[]) id`,
    [marketplaceId, ids, rule.id, batchId, ctx.now],
  )
  await sql.run(
    `INSERT INTO resolution_batch (marketplace_id, id, kind, direction, cause_by, cause_value, resolution, count, resolved_by, resolved_at)
     VALUES ($1, $2, $3, $4, 'rule', $5, $6, $7, $8, $9)`,
    [marketplaceId, batchId, rule.kind, rule.direction, String(rule.number), rule.resolution, ids.length, by, ctx.now],
  )
  const detail = { resolution: rule.resolution, rule: rule.number, batchId }
  for (const id of ids) await recordAudit(sql, ctx, 'exception.resolve', id, detail)
  await recordAudit(sql, ctx, 'rule.apply', rule.id, { number: rule.number, batchId, count: ids.length })
  return ids.length
}
