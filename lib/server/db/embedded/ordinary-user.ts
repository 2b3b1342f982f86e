import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

export type Ids = { uid: number; gid: number }

/** PostgreSQL refuses to run as root: then it runs as `postgres` if the machine has that user, else as `nobody`. */
export async function ordinaryUser(): Promise<Ids | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user)
    throw new Error('Running as root, and there is neither a user "postgres" nor "nobody" to run the database as')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** Root's own folders are often closed to others. Then a copy, or the data, lies under /var/tmp, where the user can reach it. */
export async function isReachable(path: string): Promise<boolean> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && ((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

export function reachableTwin(path: string): string {
  return `/var/tmp/counterfoil-${createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)}`
}

/** Copies a folder once; two starts at the same time do not disturb each other. */
export async function copyOnce(from: string, to: string): Promise<void> {
  if (existsSync(to)) return
  const draft = `${to}.${process.pid}`
  await mkdir(draft, { recursive: true, mode: 0o755 })
  await cp(from, draft, { recursive: true, verbatimSymlinks: true })
  await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }))
}
