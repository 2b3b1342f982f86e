import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../context'
import type { Sql } from '../../db/transaction'

export const noticeKinds = ['mention', 'assigned', 'comment', 'back', 'told'] as const
export type NoticeKind = (typeof noticeKinds)[number]
export type NoticeInput = { userId: string; kind: NoticeKind; exceptionId: string; commentId?: string }

/** Tells somebody of what was just done, in the same transaction. Nobody is told of what they did themselves. */
export async function giveNotice(sql: Sql, ctx: Ctx, input: NoticeInput): Promise<void> {
  const { marketplaceId, id: byId } = ctx.actor
  if (input.userId === byId) return
  await sql.run(
    `INSERT INTO notice (marketplace_id, id, user_id, kind, exception_id, comment_id, by_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      marketplaceId,
      `ntc_${randomUUID()}`,
      input.userId,
      input.kind,
      input.exceptionId,
      input.commentId ?? null,
      byId,
      ctx.now,
    ],
  )
}
