import type { Ctx } from '../../context'
import { inSql } from '../../db/transaction'
import type { NoticeKind } from './give-notice'

export type NoticeRow = {
  id: string
  kind: NoticeKind
  byId: string
  at: Date
  readAt: Date | null
  exceptionId: string
  number: bigint
  sentence: string
  state: string
}
/** Older ones than these are not listed. */
export const mostNotices = 200

/** What this person was told, the newest first. */
export function listNotices(ctx: Ctx): Promise<NoticeRow[]> {
  return inSql(ctx, (sql) =>
    sql.rows<NoticeRow>(
      `SELECT n.id, n.kind, n.by_id AS "byId", n.at, n.read_at AS "readAt", n.exception_id AS "exceptionId", e.number,
         e.sentence, e.state
       FROM notice n JOIN recon_exception e ON e.marketplace_id = $1 AND e.id = n.exception_id
       WHERE n.marketplace_id = $1 AND n.user_id = $2 ORDER BY n.at DESC, n.id DESC LIMIT ${mostNotices}`,
      [ctx.actor.marketplaceId, ctx.actor.id],
    ),
  )
}

/** How much this person has not seen yet; counting stops at a hundred. */
export async function countUnread(ctx: Ctx): Promise<number> {
  const [row] = await inSql(ctx, (sql) =>
    sql.rows<{ unread: number }>(
      `SELECT count(*)::int AS unread FROM (SELECT FROM notice WHERE marketplace_id = $1 AND user_id = $2
         AND read_at IS NULL LIMIT 100) few`,
      [ctx.actor.marketplaceId, ctx.actor.id],
    ),
  )
  return row?.unread ?? 0
}
