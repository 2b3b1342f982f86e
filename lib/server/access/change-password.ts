import { hash, verify } from '@node-rs/argon2'
import { checkPassword, type PasswordRefusal } from '@/lib/domain/access/password'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import type { SessionClaims } from '../auth/session-actor'
import { beginSession } from '../auth/session-rows'
import { takeTry, tryWorked } from '../auth/sign-in-count'
import { wallClock } from '../clock'
import type { Ctx } from '../context'
import { blindIndex, open } from '../crypto/seal'
import { commit } from '../db/commit'
import { inSql } from '../db/transaction'
import { peopleScope } from './create-marketplace'

export type ChangePasswordInput = { current: string; next: string; client: string; device?: string }
export type ChangePasswordRefusal = PasswordRefusal | 'wrong' | 'wait' | 'no_password'

/**
 * Gives a person another password, if they know the present one; guesses are counted as at the sign-in. Every session ends,
 * and the answer is what a new one for this browser has to say.
 */
export async function changePassword(
  ctx: Ctx,
  { current, next, client, device }: ChangePasswordInput,
  wall = wallClock(),
): Promise<Result<SessionClaims, ChangePasswordRefusal>> {
  const { marketplaceId, id: userId } = ctx.actor
  const [known] = await inSql(ctx, (sql) =>
    sql.rows<{ passwordHash: string | null; emailHash: string; sealed: string }>(
      `SELECT p.password_hash AS "passwordHash", p.email_hash AS "emailHash", u.email_enc AS sealed
       FROM password_of($1) p JOIN app_user u ON u.id = $1`,
      [userId],
    ),
  )
  if (!known?.passwordHash) return refuse('no_password')
  const place = { marketplaceId: peopleScope, table: 'app_user', column: 'email_enc', row: userId }
  const verdict = checkPassword(next, open(place, known.sealed))
  if (!verdict.ok) return verdict
  const keys = { account: known.emailHash, client: blindIndex('*client', client) }
  if ((await takeTry(ctx.db, keys, wall)).waitSeconds > 0) return refuse('wait')
  if (!(await verify(known.passwordHash, current).catch(() => false))) return refuse('wrong')
  const newHash = await hash(next)
  return commit(ctx, async (sql): Promise<Result<SessionClaims, ChangePasswordRefusal>> => {
    await tryWorked(sql, keys, wall)
    const [changed] = await sql.rows<{ version: number }>('SELECT set_password($1, $2) AS version', [userId, newHash])
    if (!changed) return refuse('no_password')
    await recordAudit(sql, ctx, 'member.password', userId, {})
    const sessionId = await beginSession(sql, { userId, marketplaceId, device })
    return ok({ userId, marketplaceId, sessionVersion: changed.version, sessionId })
  })
}
