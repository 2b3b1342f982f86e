import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { lockMember, type MemberRefusal } from '../../access/lock-member'
import { recordAudit } from '../../audit/record-audit'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'

/** A lost device: the second factor of a member who works nowhere else goes, and every session with it. */
export async function resetSecondFactor(
  ctx: Ctx,
  userId: string,
): Promise<Result<void, MemberRefusal | 'works_elsewhere' | 'no_second_factor'>> {
  return commit(ctx, async (sql) => {
    const member = await lockMember(sql, ctx, userId)
    if (!member.ok) return member
    const [only] = await sql.rows<{ here: boolean }>('SELECT works_here_only($1) AS here', [userId])
    if (!only?.here) return refuse('works_elsewhere')
    const [row] = await sql.rows<{ gone: boolean }>('SELECT second_factor_remove($1) AS gone', [userId])
    if (!row?.gone) return refuse('no_second_factor')
    await sql.rows('SELECT end_sessions($1)', [userId])
    await recordAudit(sql, ctx, 'member.second-factor', userId, {})
    return ok()
  })
}
