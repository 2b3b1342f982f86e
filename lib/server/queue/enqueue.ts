import { PgBoss } from 'pg-boss'
import type { Sql } from '../db/transaction'
import { type JobName, type JobPayload, queueSchema } from './jobs'

/**
 * Wants a job, in the caller's transaction: it exists if and only if the change that wants it does. One waiting job
 * per marketplace is enough (queue policy "stately"): further wishes join it.
 */
export async function enqueue<N extends JobName>(sql: Sql, job: N, payload: JobPayload<N>): Promise<void> {
  const db = { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await sql.rows(text, values) }) }
  const sender = new PgBoss({ db, schema: queueSchema, migrate: false, supervise: false, schedule: false })
  await sender.send(job, payload, { singletonKey: payload.marketplaceId, db })
}
