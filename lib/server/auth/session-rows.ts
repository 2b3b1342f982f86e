import { randomBytes } from 'node:crypto'
import { deviceOf } from '@/lib/domain/access/device'
import { ok, type Result, refuse } from '@/lib/domain/base/result'
import { recordAudit } from '../audit/record-audit'
import { wallClock } from '../clock'
import type { Db } from '../context'
import { askDoor, inSql, type Sql } from '../db/transaction'
import type { UserCtx } from './session-actor'

/** Unused for so long, or so old however much it is used, a session is over. The machine's clock counts, as at the sign-in. */
const idleHours = 12
const mostDays = 7
const idle = `${idleHours} hours`

type Beginning = { userId: string; marketplaceId: string; device?: string | undefined }

/** Begins a session in the caller's transaction and answers its id. */
export async function beginSession(
  sql: Sql,
  { userId, marketplaceId, device = deviceOf(null) }: Beginning,
  at = wallClock(),
): Promise<string> {
  const id = `ses_${randomBytes(18).toString('base64url')}`
  const until = new Date(at.getTime() + mostDays * 86_400_000)
  const params = [id, userId, marketplaceId, device.slice(0, 80), at, until]
  const [row] = await sql.rows<{ begun: boolean }>('SELECT door_session_begin($1, $2, $3, $4, $5, $6) AS begun', params)
  if (!row?.begun) throw new Error(`${userId} does not belong to ${marketplaceId} any more`)
  return id
}

/** Whether a session still is one; that it was used is noted to the minute. */
export async function isAlive(db: Db, sessionId: string, userId: string, at = wallClock()): Promise<boolean> {
  const [row] = await askDoor<{ alive: boolean }>(db, 'SELECT door_session_seen($1, $2, $3, $4) AS alive', [
    sessionId,
    userId,
    at,
    idle,
  ])
  return row?.alive === true
}

export type SessionRow = { id: string; device: string; startedAt: Date; seenAt: Date; endsAt: Date; isThis: boolean }

/** Where this person is signed in, the last used first. The ids are the rows' own: a cookie holds more than them. */
export async function listSessions({ actor, sessionId, db, now }: UserCtx, at = wallClock()): Promise<SessionRow[]> {
  const rows = await inSql({ actor, db, now }, (sql) =>
    sql.rows<Omit<SessionRow, 'isThis'>>(
      `SELECT id, device, started_at AS "startedAt", seen_at AS "seenAt", ends_at AS "endsAt" FROM sessions_of($1, $2, $3)`,
      [actor.id, at, idle],
    ),
  )
  return rows.map((row) => ({ ...row, isThis: row.id === sessionId }))
}

export type EndSessionRefusal = 'not_found' | 'this_one'

/** Ends one of one's own sessions elsewhere, at once: its next request finds nobody. */
export async function endSession(
  ctx: UserCtx,
  { id }: { id: string },
  at = wallClock(),
): Promise<Result<void, EndSessionRefusal>> {
  if (id === ctx.sessionId) return refuse('this_one')
  return inSql(ctx, async (sql) => {
    const [row] = await sql.rows<{ ended: number }>('SELECT end_session($1, $2, $3) AS ended', [ctx.actor.id, id, at])
    if (!row?.ended) return refuse('not_found')
    await recordAudit(sql, ctx, 'session.end', ctx.actor.id, { sessions: 1 })
    return ok()
  })
}

/** Ends all of one's sessions but this one; answers how many. */
export async function endOtherSessions(ctx: UserCtx, at = wallClock()): Promise<number> {
  return inSql(ctx, async (sql) => {
    const params = [ctx.actor.id, ctx.sessionId ?? '', at]
    const [row] = await sql.rows<{ ended: number }>('SELECT end_other_sessions($1, $2, $3) AS ended', params)
    const sessions = row?.ended ?? 0
    if (sessions > 0) await recordAudit(sql, ctx, 'session.end', ctx.actor.id, { sessions })
    return sessions
  })
}
