import type { Role } from '@/lib/domain/access/actor'
import { canOwn } from '@/lib/domain/exceptions/can-assign'
import { isWayToAssign } from '@/lib/domain/exceptions/desk/pick-owner'
import { tagPolicy } from '@/lib/domain/exceptions/tags/tag'
import type { Deed } from '@/lib/domain/rules/deed'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'
import { ownersFor } from '../exceptions/desk/owners-for'
import { giveNotice } from '../exceptions/notices/give-notice'
import { fitsPattern, patternParams, type RuleRow } from './queries'

const mostAtOnce = 500

type ActDeed = Exclude<Deed, { act: 'resolve' }>

/**
 * Does to what fits what two people let happen: to each exception once, of those that were found after the rule was
 * activated, and in the chain. Nothing that is owned is taken from its owner. Answers how many.
 */
export async function actByRule(sql: Sql, ctx: Ctx, rule: RuleRow, deed: ActDeed): Promise<number> {
  const { marketplaceId } = ctx.actor
  const free = deed.act === 'assign' ? 'AND e.assignee_id IS NULL' : ''
  const rows = await sql.rows<{ id: string }>(
    `SELECT e.id FROM recon_exception e WHERE e.marketplace_id = $1 AND ${fitsPattern} AND e.state = 'open'
       AND e.opened_at >= $7 ${free} AND NOT EXISTS (SELECT FROM rule_act_use u WHERE u.marketplace_id = $1
         AND u.rule_id = $8 AND u.exception_id = e.id)
     ORDER BY e.due_at, e.id LIMIT ${mostAtOnce} FOR UPDATE OF e SKIP LOCKED`,
    [marketplaceId, ...patternParams(rule), rule.activatedAt, rule.id],
  )
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id).sort()
  await sql.run(
    `INSERT INTO rule_act_use (marketplace_id, rule_id, exception_id, at) SELECT $1, $3, id, $4 FROM unnest($2::text[]) id`,
    [marketplaceId, ids, rule.id, ctx.now],
  )
  const done = await carryOut(sql, ctx, deed, ids, rule.number)
  await recordAudit(sql, ctx, 'rule.apply', rule.id, { number: rule.number, act: deed.act, count: done })
  return done
}

async function carryOut(sql: Sql, ctx: Ctx, deed: ActDeed, ids: readonly string[], rule: number): Promise<number> {
  if (deed.act === 'tag') return tagAll(sql, ctx, deed.tag, ids, rule)
  if (deed.act === 'assign') return assignAll(sql, ctx, deed.to, ids, rule)
  if (!(await mayBeTold(sql, ctx, deed.to))) return 0
  for (const exceptionId of ids) await giveNotice(sql, ctx, { userId: deed.to, kind: 'told', exceptionId })
  return ids.length
}

/** Whoever has left since is given nothing. */
async function assignAll(sql: Sql, ctx: Ctx, to: string, ids: readonly string[], rule: number): Promise<number> {
  const { marketplaceId } = ctx.actor
  if (!isWayToAssign(to) && !(await roleOf(sql, ctx, to))) return 0
  const owners = await ownersFor(ctx, to, ids.length)
  let done = 0
  for (const [nth, id] of ids.entries()) {
    const owner = owners[nth]
    if (!owner) continue
    done += await sql.run(
      `UPDATE recon_exception SET assignee_id = $3, assigned_at = $4, version = version + 1
       WHERE marketplace_id = $1 AND id = $2 AND assignee_id IS NULL`,
      [marketplaceId, id, owner, ctx.now],
    )
    await giveNotice(sql, ctx, { userId: owner, kind: 'assigned', exceptionId: id })
    await recordAudit(sql, ctx, 'exception.assign', id, { from: null, to: owner, rule })
  }
  return done
}

async function tagAll(sql: Sql, ctx: Ctx, tag: string, ids: readonly string[], rule: number): Promise<number> {
  const tagged = await sql.rows<{ id: string }>(
    `INSERT INTO exception_tag (marketplace_id, exception_id, tag, tagged_by, tagged_at)
     SELECT $1, id, $3, $4, $5 FROM unnest($2::text[]) id WHERE (SELECT count(*) FROM exception_tag x
       WHERE x.marketplace_id = $1 AND x.exception_id = id) < ${tagPolicy.tagsPerException}
     ON CONFLICT DO NOTHING RETURNING exception_id AS id`,
    [ctx.actor.marketplaceId, ids, tag, `rule ${rule}`, ctx.now],
  )
  for (const { id } of tagged) await recordAudit(sql, ctx, 'exception.tag', id, { rule })
  return tagged.length
}

async function roleOf(sql: Sql, ctx: Ctx, userId: string): Promise<boolean> {
  const [row] = await sql.rows<{ role: Role }>(
    'SELECT role FROM membership WHERE marketplace_id = $1 AND user_id = $2',
    [ctx.actor.marketplaceId, userId],
  )
  return row !== undefined && canOwn(row.role)
}

async function mayBeTold(sql: Sql, ctx: Ctx, userId: string): Promise<boolean> {
  const found = await sql.rows('SELECT FROM membership WHERE marketplace_id = $1 AND user_id = $2', [
    ctx.actor.marketplaceId,
    userId,
  ])
  return found.length > 0
}

/** Whether whom or what a draft names is there: a person who may own, a person, a tag. */
export async function isPossible(sql: Sql, ctx: Ctx, deed: Deed): Promise<boolean> {
  if (deed.act === 'assign') return isWayToAssign(deed.to) || roleOf(sql, ctx, deed.to)
  return deed.act !== 'tell' || mayBeTold(sql, ctx, deed.to)
}
