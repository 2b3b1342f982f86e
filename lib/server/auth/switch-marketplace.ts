import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { type Membership, memberships } from '../access/memberships'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../context'
import { inSql } from '../db/transaction'
import type { SessionClaims, UserCtx } from './session-actor'

/** `signed_out`: the session was ended elsewhere while this was asked; nothing new begins out of it. */
export type SwitchRefusal = 'not_a_member' | 'already_there' | 'signed_out'

/**
 * Leaves one marketplace for another that the person belongs to. Each chain says what happened in its own marketplace and
 * does not name the other: who else somebody works for is none of its business.
 */
export async function switchMarketplace(ctx: UserCtx, to: string): Promise<Result<SessionClaims, SwitchRefusal>> {
  const { id: userId, marketplaceId: from } = ctx.actor
  const { sessionId = '' } = ctx
  if (to === from) return refuse('already_there')
  const place = (await memberships(ctx.db, userId)).find((item) => item.marketplaceId === to)
  if (!place) return refuse('not_a_member')
  const there = arrived(ctx, place)
  const isIn = await inSql(there, async (sql) => {
    const [row] = await sql.rows<{ moved: boolean }>('SELECT session_moved($1, $2) AS moved', [sessionId, userId])
    if (row?.moved) await recordAudit(sql, there, 'session.enter', userId, {})
    return row?.moved === true
  })
  if (!isIn) return refuse('signed_out')
  await inSql(ctx, (sql) => recordAudit(sql, ctx, 'session.leave', userId, {}))
  return ok({ userId, marketplaceId: to, sessionVersion: place.sessionVersion, sessionId })
}

function arrived(ctx: UserCtx, { marketplaceId, role }: Membership): Ctx {
  return { ...ctx, actor: { ...ctx.actor, marketplaceId, role } }
}
