import type { Role } from '@/lib/domain/access/actor'
import { canManageMember, type ManageRefusal } from '@/lib/domain/access/can-manage-member'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

export type MemberRefusal = ManageRefusal | 'not_found'

/**
 * Holds the memberships of the administrators and of the person concerned, and answers with that person's role. Two
 * administrators who take each other's role at once: the second is none any more when its turn comes.
 */
export async function lockMember(sql: Sql, ctx: Ctx, userId: string): Promise<Result<Role, MemberRefusal>> {
  const verdict = canManageMember(userId, ctx.actor)
  if (!verdict.ok) return verdict
  const rows = await sql.rows<{ userId: string; role: Role }>(
    `SELECT user_id AS "userId", role FROM membership
     WHERE marketplace_id = $1 AND (role = 'admin' OR user_id = $2) ORDER BY user_id FOR UPDATE`,
    [ctx.actor.marketplaceId, userId],
  )
  if (!rows.some((row) => row.userId === ctx.actor.id && row.role === 'admin')) return refuse('not_permitted')
  const member = rows.find((row) => row.userId === userId)
  return member ? ok(member.role) : refuse('not_found')
}
