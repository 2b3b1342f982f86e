import type { Db } from '../context'

/** A change of this many rows or more is worth a fresh look: below it, autovacuum comes in time. */
export const manyRows = 5_000

/**
 * Tells the planner what a bulk load has put into these tables. Runs outside any transaction, so that its locks end at
 * once; two at a time wait for each other.
 */
export async function refreshStatistics(db: Db, tables: readonly string[]): Promise<void> {
  for (const table of tables) await db.pool.query('SELECT refresh_statistics($1::text[])', [[table]])
}
