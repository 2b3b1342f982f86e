import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../embedded/cluster'

/** Runs `work` beside a throw-away PostgreSQL. */
export async function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-scratch-'))
  await chmod(folder, 0o755) // as root, the server runs under a user of its own that must reach its folder
  const database = await startEmbedded(join(folder, 'pg'), 55_800)
  try {
    return await work(database.superuserUrl('postgres'))
  } finally {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
