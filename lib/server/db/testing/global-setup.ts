import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../embedded/cluster'
import { migrate } from '../migrate/migrate'
import { appUrl, provision } from '../provision'
import { appPassword, templateName } from './names'

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string
  }
}

/** One throw-away PostgreSQL a run, one migrated template; every test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-test-'))
  await chmod(folder, 0o755)
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=on']
  const server = await startEmbedded(join(folder, 'pg'), 55_000, quick)
  await provision(server.superuserUrl, templateName, appPassword)
  await migrate(server.superuserUrl(templateName))
  process.env.DATABASE_URL = appUrl(server.superuserUrl(templateName), appPassword)
  project.provide('superuserUrl', server.superuserUrl('postgres'))
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
