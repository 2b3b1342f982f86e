import { ok, type Result } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { commit } from '../db/commit'
import { lockMember, type MemberRefusal } from './lock-member'

/** A lost device: every session of a member ends at once, the role stays as it is. */
export async function signOutMember(ctx: Ctx, userId: string): Promise<Result<void, MemberRefusal>> {
  return commit(ctx, async (sql) => {
    const member = await lockMember(sql, ctx, userId)
    if (!member.ok) return member
    await sql.rows('SELECT end_sessions($1)', [userId])
    await recordAudit(sql, ctx, 'member.sign-out', userId, {})
    return ok()
  })
}
