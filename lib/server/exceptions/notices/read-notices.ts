import { ok, type Result } from '@/lib/domain/base/result'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import type { Sql } from '../../db/transaction'

/** Own notices are seen: all of them, or those about one exception. Whoever was told what is nobody's audit. */
export function readNotices(ctx: Ctx, { exceptionId }: { exceptionId: string | null }): Promise<Result<number, never>> {
  return commit(ctx, async (sql) => ok(await readIn(sql, ctx, exceptionId)))
}

/** Days after which what was told is forgotten, read or not. */
const keptDays = 90

/** Forgets what everybody was told long ago: what happened stands in the chain. */
export function forgetNotices(ctx: Ctx): Promise<number> {
  return commit(ctx, (sql) =>
    sql.run('DELETE FROM notice WHERE marketplace_id = $1 AND at < $2', [
      ctx.actor.marketplaceId,
      new Date(ctx.now.getTime() - keptDays * 86_400_000),
    ]),
  )
}

/** The same within a transaction. Answers how many were new. */
export function readIn(sql: Sql, ctx: Ctx, exceptionId: string | null): Promise<number> {
  return sql.run(
    `UPDATE notice SET read_at = $3 WHERE marketplace_id = $1 AND user_id = $2 AND read_at IS NULL
       AND ($4::text IS NULL OR exception_id = $4)`,
    [ctx.actor.marketplaceId, ctx.actor.id, ctx.now, exceptionId],
  )
}
