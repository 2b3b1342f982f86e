import { ok, type Result } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { lockMember, type MemberRefusal } from './lock-member'

/** Takes a person out of the marketplace. The person, and what they did, stay: the database ends their sessions. */
export async function removeMember(ctx: Ctx, userId: string): Promise<Result<void, MemberRefusal>> {
  return commit(ctx, async (sql) => {
    const member = await lockMember(sql, ctx, userId)
    if (!member.ok) return member
    await sql.run('DELETE FROM membership WHERE marketplace_id = $1 AND user_id = $2', [
      ctx.actor.marketplaceId,
      userId,
    ])
    await recordAudit(sql, ctx, 'member.remove', userId, { role: member.value })
    return ok()
  })
}
