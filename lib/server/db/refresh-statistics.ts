import type { Db } from '../context'

/** A change of this many rows or more is worth a fresh look: below it, autovacuum comes in time. */
export const manyRows = 5_000

/** The planner knows a table well enough until a fifth of it is new; −1 says that nobody ever looked. */
const isStale = `SELECT bool_or(c.reltuples < 0)
    OR coalesce(sum(s.n_mod_since_analyze), 0) * 5 > sum(greatest(c.reltuples, 0)) AS stale
  FROM pg_class c LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
  WHERE c.relkind = 'r' AND (c.oid = $1::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass))`

/**
 * Tells the planner what a bulk load has put into these tables; a table that it knows already is left alone, because a
 * fresh look at a large one takes seconds. Runs outside any transaction, so that its locks end at once; two at a time
 * wait for each other.
 */
export async function refreshStatistics(db: Db, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await db.pool.query<{ stale: boolean }>(isStale, [table])
    if (rows[0]?.stale) await db.pool.query('SELECT refresh_statistics($1::text[])', [[table]])
  }
}
