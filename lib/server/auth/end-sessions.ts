import { recordAudit } from '../audit/record-audit'
import { inSql } from '../db/transaction'
import type { UserCtx } from './session-actor'

/** Signs a person out everywhere: every cookie that was ever given to them is worth nothing from here on. */
export async function endSessions(ctx: UserCtx): Promise<void> {
  await inSql(ctx, async (sql) => {
    await sql.rows('SELECT end_sessions($1)', [ctx.actor.id])
    await recordAudit(sql, ctx, 'session.end', ctx.actor.id, {})
  })
}
