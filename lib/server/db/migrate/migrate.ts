import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { jobNames, queueSchema } from '../../queue/jobs'
import { applyMigrations, withSchemaEngine } from './schema-engine'
import { migrationsDir, readMigrations, readSchema } from './schema-files'

/** Brings a database to the newest schema, as its owner: Prisma's migrations, then the job queue's tables. */
export async function migrate(migratorUrl: string): Promise<string[]> {
  const migrations = await readMigrations()
  const applied = await withSchemaEngine(migratorUrl, await readSchema(), (engine) =>
    applyMigrations(engine, migrationsDir, migrations),
  )
  await migrateQueue(migratorUrl)
  return applied
}

/** A worker that was killed is missed by its heartbeat, not by the hours that an honest job may take. */
const terms = {
  heartbeatSeconds: 10,
  expireInSeconds: 12 * 3600,
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 60,
  notify: true,
}

async function migrateQueue(migratorUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: migratorUrl, schema: queueSchema, supervise: false, schedule: false })
  await boss.start()
  for (const name of jobNames) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, terms)
    else await boss.createQueue(name, { policy: 'stately', ...terms })
  }
  await boss.stop({ graceful: false })
  const client = new pg.Client({ connectionString: migratorUrl })
  await client.connect()
  await client.query(`GRANT USAGE ON SCHEMA ${queueSchema} TO counterfoil_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${queueSchema} TO counterfoil_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO counterfoil_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO counterfoil_app;`)
  await client.end()
}
