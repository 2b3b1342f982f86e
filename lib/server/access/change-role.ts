import type { Role } from '@/lib/domain/access/actor'
import { ok, type Result } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { lockMember, type MemberRefusal } from './lock-member'

/** Gives a member another role. The database ends their sessions: the new role begins with a new sign-in. */
export async function changeRole(ctx: Ctx, userId: string, role: Role): Promise<Result<void, MemberRefusal>> {
  return commit(ctx, async (sql) => {
    const member = await lockMember(sql, ctx, userId)
    if (!member.ok) return member
    if (member.value === role) return ok()
    await sql.run('UPDATE membership SET role = $3 WHERE marketplace_id = $1 AND user_id = $2', [
      ctx.actor.marketplaceId,
      userId,
      role,
    ])
    await recordAudit(sql, ctx, 'member.role', userId, { from: member.value, to: role })
    return ok()
  })
}
