import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { connectProvider } from '@/lib/server/access/connect-provider'
import { createApiKey } from '@/lib/server/access/create-api-key'
import { addMember, createMarketplace } from '@/lib/server/access/create-marketplace'
import { type Db, jobCtx } from '@/lib/server/context'
import { openDb } from '@/lib/server/db/client'
import { type EmbeddedDatabase, startEmbedded } from '@/lib/server/db/embedded/cluster'
import { freePort } from '@/lib/server/db/embedded/free-port'
import { migrate } from '@/lib/server/db/migrate/migrate'
import { appUrl, provision } from '@/lib/server/db/provision'
import { type DemoBank, furnishBanks } from './bank'
import { demoMarketplace, demoPeople, secondMarketplace } from './people'
import type { Sandbox } from './sandbox'
import { type DemoSecrets, demoSecrets, saveSecrets } from './secrets'

const database = 'counterfoil'

export type Ground = {
  server: EmbeddedDatabase
  secrets: DemoSecrets
  env: Record<string, string>
  webPort: number
  webUrl: string
}

/** Postgres up, migrated, secrets at hand: all that does not depend on the world. */
export async function layGround(folder: string, wantedPort: number, say: (line: string) => void): Promise<Ground> {
  const home = resolve(folder)
  await mkdir(home, { recursive: true })
  await chmod(home, 0o755)
  const secrets = await demoSecrets(home)
  const fresh = !existsSync(join(home, 'pg', 'PG_VERSION'))
  say(fresh ? 'postgres: creating the database' : 'postgres: opening the database of the last start')
  const server = await startEmbedded(join(home, 'pg'), 54_320)
  await provision(server.superuserUrl, database, secrets.database)
  const applied = await migrate(server.superuserUrl(database))
  say(`postgres: listening on ${server.port}, ${applied.length} migrations applied`)
  const webPort = await freePort(wantedPort)
  if (webPort !== wantedPort) say(`web: port ${wantedPort} is taken, using ${webPort}`)
  const webUrl = `http://localhost:${webPort}`
  const env = {
    DATABASE_URL: appUrl(server.superuserUrl(database), secrets.database),
    NEXTAUTH_SECRET: secrets.session,
    NEXTAUTH_URL: webUrl,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(secrets.session.padEnd(32).slice(0, 32)).toString('base64'),
    ENCRYPTION_KEYS: secrets.encryption,
    COUNTERFOIL_DEMO_PASSWORD: secrets.password,
    LOG_LEVEL: 'warn',
  }
  return { server, secrets, env, webPort, webUrl }
}

/** The product's clock for the programs of the demo: stands at `at` now and runs at `speed`. */
export function clockSetting(at: string, speed: number): string {
  return `anchor:${new Date().toISOString()},${at},${speed}`
}

/** Two marketplaces, their people, the Stripe connection and the key with which the platform's systems hand in the books. */
type Furnished = { db: Db; booksKey: string; banks: DemoBank[] }

export async function furnish(ground: Ground, sandbox: Sandbox, folder: string): Promise<Furnished> {
  const db = openDb(ground.env.DATABASE_URL ?? '', 4)
  for (const marketplace of [demoMarketplace, secondMarketplace]) await createMarketplace(db, marketplace)
  for (const { marketplaceId, ...person } of demoPeople)
    await addMember(db, marketplaceId, { ...person, password: ground.secrets.password })
  const ctx = jobCtx(db, demoMarketplace.id, 'demo')
  const connection = {
    livemode: false,
    accountId: sandbox.platform,
    apiKey: sandbox.apiKey,
    webhookSecrets: [ground.secrets.webhook],
  }
  await connectProvider(ctx, connection)
  const booksKey = ground.secrets.books ?? (await createApiKey(ctx, 'books'))
  await saveSecrets(resolve(folder), { ...ground.secrets, books: booksKey })
  return { db, booksKey, banks: await furnishBanks(ctx, sandbox) }
}
