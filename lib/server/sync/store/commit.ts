import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '../../context'
import { inSql, type Sql } from '../../db/transaction'

/** Two writers that met in opposite order: Postgres lets one go first, the other just does it again. */
const metAnother = new Set(['40P01', '40001'])

/**
 * A page looks up its few hundred keys by index, whatever the planner believes: during a first backfill the tables grow
 * from nothing and have no statistics yet, and it would choose to read them whole for every page.
 */
const byIndex = `SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
  set_config('enable_mergejoin', 'off', true)`

/** A transaction that may be repeated: everything in it is idempotent. */
export async function commit<T>(ctx: Ctx, work: (sql: Sql) => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inSql(ctx, async (sql) => {
        await sql.rows(byIndex)
        return work(sql)
      })
    } catch (error) {
      if (attempt >= attempts || !metAnother.has(codeOf(error))) throw error
      await sleep(20 * attempt * (1 + Math.random()))
    }
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
