import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { connectProvider } from '@/lib/server/access/connect-provider'
import { createMarketplace } from '@/lib/server/access/create-marketplace'
import { type Ctx, type Db, jobCtx } from '@/lib/server/context'
import { closeDb, openDb } from '@/lib/server/db/client'
import { startEmbedded } from '@/lib/server/db/embedded/cluster'
import { migrate } from '@/lib/server/db/migrate/migrate'
import { appUrl, provision } from '@/lib/server/db/provision'
import { appPassword, testEnv } from '@/lib/server/db/testing/names'

/** A migrated database of its own for one claim: ours as the application's role, baselines as they like. */
export type Field = {
  db: Db
  /** Superuser: makes rows, empties tables, holds the tables of baselines. */
  admin: pg.Pool
  url: string
  adminUrl: string
  marketplaceId: string
  ctx: Ctx
  /** Empties tables and lets the server write out what it owes, so that no side pays for another. */
  reset(...tables: string[]): Promise<void>
  close(): Promise<void>
}

export type Ground = { field(name: string, connections?: number): Promise<Field>; close(): Promise<void> }

export const platformAccount = 'acct_platform'
export const webhookSecret = 'whsec_bench'
export const apiKey = 'sk_test_bench'
export const benchNow = new Date('2026-10-31T00:00:00Z')
const template = 'counterfoil_bench'
const marketplaceId = 'fernhollow'

/** One throw-away PostgreSQL with the settings of the product: it syncs to disk, as it would anywhere. */
export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-bench-'))
  await chmod(folder, 0o755)
  const server = await startEmbedded(join(folder, 'pg'), 56_000)
  // A bench that breaks takes its server with it.
  const takeAlong = () => process.kill(server.pid, 'SIGINT')
  process.once('exit', takeAlong)
  await provision(server.superuserUrl, template, appPassword)
  await migrate(server.superuserUrl(template))
  return {
    field: (name, connections) => openField(server.superuserUrl, `bench_${name.replaceAll('-', '_')}`, connections),
    close: async () => {
      process.off('exit', takeAlong)
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openField(
  superuserUrl: (database: string) => string,
  database: string,
  connections?: number,
): Promise<Field> {
  await once(superuserUrl('postgres'), `CREATE DATABASE ${database} TEMPLATE ${template}`)
  const adminUrl = superuserUrl(database)
  const url = appUrl(adminUrl, appPassword)
  Object.assign(process.env, { ...testEnv, DATABASE_URL: url })
  const db = openDb(url, connections)
  const admin = new pg.Pool({ connectionString: adminUrl, max: 4 })
  admin.on('error', () => {}) // a claim that broke leaves connections behind
  const ctx = jobCtx(db, marketplaceId, 'bench', benchNow)
  const zones = { reportingZone: 'Europe/Berlin', reportingCurrency: 'eur' }
  await createMarketplace(db, { id: marketplaceId, name: 'Fernhollow', ...zones })
  const platform = { livemode: false, accountId: platformAccount }
  await connectProvider(ctx, { ...platform, apiKey, webhookSecrets: [webhookSecret] })
  return {
    db,
    admin,
    url,
    adminUrl,
    marketplaceId,
    ctx,
    reset: async (...tables) => {
      // The append-only tables refuse TRUNCATE even to their owner; replica mode sleeps their triggers.
      const quiet = `SET LOCAL session_replication_role = replica`
      if (tables.length > 0) await admin.query(`BEGIN; ${quiet}; TRUNCATE ${tables.join(', ')}; COMMIT`)
      await admin.query('CHECKPOINT')
    },
    close: async () => {
      await Promise.all([closeDb(db), admin.end()])
      await once(superuserUrl('postgres'), `DROP DATABASE ${database} WITH (FORCE)`)
    },
  }
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
