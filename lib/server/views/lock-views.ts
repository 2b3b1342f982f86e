import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** One person keeps, changes and pins one view at a time: names and counts are looked at before they are written. */
export async function lockViews(sql: Sql, { actor }: Ctx): Promise<void> {
  await sql.rows(`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('views:' || $1, 0))) lock`, [
    `${actor.marketplaceId} ${actor.id}`,
  ])
}
