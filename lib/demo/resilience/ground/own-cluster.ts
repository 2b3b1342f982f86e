import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createMarketplace } from '@/lib/server/access/create-marketplace'
import { closeDb, openDb } from '@/lib/server/db/client'
import { type EmbeddedDatabase, startEmbedded } from '@/lib/server/db/embedded/cluster'
import { migrate } from '@/lib/server/db/migrate/migrate'
import { appUrl, provision } from '@/lib/server/db/provision'
import { testEnv } from '@/lib/server/db/testing/names'
import type { Ground } from './marketplace'

const database = 'counterfoil'
const password = 'application'
const marketplaceId = 'fernhollow'

export type Cluster = {
  /** Opens pools on the server as it runs now. */
  ground(): Promise<Ground>
  superuserUrl(): string
  /** SIGKILL to the server and to every one of its processes, as when the power fails. */
  kill(): Promise<void>
  /** Up again from what lies on the disk. */
  start(): Promise<void>
  remove(): Promise<void>
}

/** A PostgreSQL of the test's own, with all its promises about the disk in force. */
export async function openCluster(): Promise<Cluster> {
  Object.assign(process.env, testEnv)
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-killed-'))
  await chmod(folder, 0o755)
  const settings = ['shared_buffers=64MB']
  const up = () => startEmbedded(join(folder, 'pg'), 56_000, settings)
  let server: EmbeddedDatabase = await up()
  await provision(server.superuserUrl, database, password)
  await migrate(server.superuserUrl(database))
  const url = () => appUrl(server.superuserUrl(database), password)
  return {
    ground: async () => {
      const db = openDb(url(), 8)
      const admin = new pg.Pool({ connectionString: server.superuserUrl(database), max: 3 })
      admin.on('error', () => {}) // its server dies on purpose
      await createMarketplace(db, {
        id: marketplaceId,
        name: marketplaceId,
        reportingZone: 'Europe/Berlin',
        reportingCurrency: 'eur',
      })
      const close = async () => void (await Promise.all([closeDb(db), admin.end()]))
      return { db, admin, url: url(), marketplaceId, close }
    },
    superuserUrl: () => server.superuserUrl(database),
    kill: () => killAll(server.pid, server.superuserUrl('postgres')),
    start: async () => {
      server = await up()
    },
    remove: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function killAll(postmaster: number, superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity')
  signal(postmaster, 'SIGKILL') // first, or it would see its children die and mend what it can
  for (const { pid } of rows) signal(pid, 'SIGKILL')
  await client.end().catch(() => {})
  while (signal(postmaster, 0)) await sleep(10)
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false // gone already
  }
}
