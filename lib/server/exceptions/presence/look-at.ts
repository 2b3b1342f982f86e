import { ok, type Result, refuse } from '@/lib/domain/base/result'
import type { Ctx } from '../../context'
import { commit } from '../../db/commit'
import { readIn } from '../notices/read-notices'

/** How others see it, in seconds of the wall's clock: whoever has not been heard of for so long is gone. */
export const lookSeconds = { beat: 15, forgotten: 40 }

export type Looks = { version: number; others: string[]; read: number }

/**
 * This person has the exception open: notes it for the others, and what they were told about it is read. Answers who
 * else has it open and at which version it stands. By the database's own clock: a look says nothing of the books' time.
 */
export function lookAt(ctx: Ctx, exceptionId: string): Promise<Result<Looks, 'not_found'>> {
  const { marketplaceId, id: userId } = ctx.actor
  return commit(ctx, async (sql) => {
    const [row] = await sql.rows<{ version: number }>(
      'SELECT version FROM recon_exception WHERE marketplace_id = $1 AND id = $2',
      [marketplaceId, exceptionId],
    )
    if (!row) return refuse('not_found')
    await sql.run(
      `INSERT INTO exception_look (marketplace_id, exception_id, user_id, seen_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT (marketplace_id, exception_id, user_id) DO UPDATE SET seen_at = excluded.seen_at
         WHERE exception_look.seen_at < excluded.seen_at - interval '3 seconds'`,
      [marketplaceId, exceptionId, userId],
    )
    await sql.run(
      `DELETE FROM exception_look WHERE marketplace_id = $1 AND user_id = $2 AND seen_at < clock_timestamp() - interval '1 hour'`,
      [marketplaceId, userId],
    )
    const others = await sql.rows<{ id: string }>(
      `SELECT user_id AS id FROM exception_look WHERE marketplace_id = $1 AND exception_id = $2 AND user_id <> $3
         AND seen_at > clock_timestamp() - interval '${lookSeconds.forgotten} seconds' ORDER BY user_id LIMIT 20`,
      [marketplaceId, exceptionId, userId],
    )
    return ok({ version: row.version, others: others.map(({ id }) => id), read: await readIn(sql, ctx, exceptionId) })
  })
}
