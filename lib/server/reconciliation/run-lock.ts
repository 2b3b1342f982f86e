import type { Ctx } from '../context'
import type { Sql } from '../db/transaction'

/** One run of a marketplace at a time, until commit; and room to join in memory. */
export async function lockRuns(sql: Sql, ctx: Ctx): Promise<void> {
  await sql.rows(
    `SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('reconcile:' || $1, 0))) lock`,
    [ctx.actor.marketplaceId],
  )
  await roomToJoin(sql)
}

export async function roomToJoin(sql: Sql): Promise<void> {
  await sql.rows(`SELECT set_config('work_mem', '96MB', true), set_config('jit', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true)`)
}
