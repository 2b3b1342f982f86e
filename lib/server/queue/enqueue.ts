import { PgBoss } from 'pg-boss'
import type { Sql } from '../db/transaction'
import { type JobName, type JobPayload, queueSchema } from './jobs'

type Sender = { boss: PgBoss; knowsQueue: Promise<unknown> }

const store = globalThis as { counterfoilSenders?: Map<JobName, Sender> }

/**
 * Wants a job, in the caller's transaction: it exists if and only if the change that wants it does. One waiting job
 * per marketplace is enough (queue policy "stately"): further wishes join it.
 */
export async function enqueue<N extends JobName>(sql: Sql, job: N, payload: JobPayload<N>): Promise<void> {
  const db = { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await sql.rows(text, values) }) }
  store.counterfoilSenders ??= new Map()
  const options = { singletonKey: payload.marketplaceId, db }
  const sender = store.counterfoilSenders.get(job)
  if (sender) {
    await sender.knowsQueue
    await sender.boss.send(job, payload, options)
    return
  }
  // pg-boss looks a queue up once, over the connection it was made with, and remembers it: one sender per queue.
  const boss = senderOver(db)
  const sent = boss.send(job, payload, options)
  const knowsQueue = sent.catch(() => store.counterfoilSenders?.delete(job))
  store.counterfoilSenders.set(job, { boss, knowsQueue })
  await sent
}

type Connection = { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> }

function senderOver(db: Connection): PgBoss {
  return new PgBoss({ db, schema: queueSchema, migrate: false, supervise: false, schedule: false })
}
