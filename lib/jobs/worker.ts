import { PgBoss } from 'pg-boss'
import { marketplaceIds } from '@/lib/server/access/marketplaces'
import { jobCtx } from '@/lib/server/context'
import { closeDb, db } from '@/lib/server/db/client'
import { inSql } from '@/lib/server/db/transaction'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { enqueue } from '@/lib/server/queue/enqueue'
import { type JobName, jobNames, jobPayloads, queueSchema } from '@/lib/server/queue/jobs'
import { registry } from './registry'
import { rhythm } from './rhythm'

/** A long export of one marketplace does not hold up another's. */
const exportsAtOnce = 2

/** The worker's process: takes jobs as they come, and wants the regular ones by the clock. */
async function main(): Promise<void> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: queueSchema,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    // How soon the job of a worker that was killed goes to another: heartbeat and this.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    max: 4,
  })
  boss.on('error', (error) => log().error({ error: error.message }, 'queue'))
  await boss.start()
  // A notice wakes a queue for one job only: without a poll a second marketplace's job would wait half a minute.
  const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 }
  for (const name of jobNames) {
    const side = name === 'run-exports' ? { localConcurrency: exportsAtOnce } : {}
    await boss.work(name, { ...polling, ...side }, (jobs) => runAll(name, jobs))
  }
  const timers = rhythm.map(({ job, everySeconds }) => setInterval(() => void wantEverywhere(job), everySeconds * 1000))
  log().info('worker is up')
  await stopSignal()
  for (const timer of timers) clearInterval(timer)
  await boss.stop({ graceful: true, timeout: 20_000 })
  await closeDb(db())
}

async function runAll(name: JobName, jobs: { data: unknown }[]): Promise<void> {
  for (const job of jobs) {
    const started = performance.now()
    try {
      await registry[name](db(), jobPayloads[name].parse(job.data))
      log().debug({ job: name, ms: Math.round(performance.now() - started) }, 'job done')
    } catch (error) {
      log().error(
        { job: name, error: error instanceof Error ? error.stack : String(error) },
        'job failed, it will be tried again',
      )
      throw error
    }
  }
}

/** A wish that fails is no loss: the next beat wishes again. */
async function wantEverywhere(job: JobName): Promise<void> {
  try {
    for (const marketplaceId of await marketplaceIds(db())) {
      const ctx = jobCtx(db(), marketplaceId, 'rhythm')
      await inSql(ctx, (sql) => enqueue(sql, job, { marketplaceId }))
    }
  } catch (error) {
    log().warn({ job, error: String(error) }, 'could not want a job')
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

await main()
process.exit(0)
