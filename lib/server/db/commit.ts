import { setTimeout as sleep } from 'node:timers/promises'
import type { Ctx } from '../context'
import { inSql, type Sql } from './transaction'

/** Two writers that met in opposite order: Postgres lets one go first, the other just does it again. */
const metAnother = new Set(['40P01', '40001'])

/** A transaction that may be repeated: everything in it is idempotent. */
export async function commit<T>(ctx: Ctx, work: (sql: Sql) => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inSql(ctx, work)
    } catch (error) {
      if (attempt >= attempts || !metAnother.has(codeOf(error))) throw error
      await sleep(20 * attempt * (1 + Math.random()))
    }
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
