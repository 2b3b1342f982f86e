import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDb, openDb } from '@/lib/server/db/client'
import { compare, type Truth } from './check'
import { type DemoOptions, parseOptions } from './options'
import { signInAs, visitPages } from './pages'
import { demoMarketplace, demoPeople } from './people'
import { runToEnd, start, stopAll } from './processes'
import { control, feedBooks, type Sandbox, startSandbox } from './sandbox'
import { clockSetting, furnish, type Ground, layGround } from './stack'
import { buildWeb } from './web'

const began = performance.now()
const seconds = () => Math.round((performance.now() - began) / 100) / 10
const say = (line: string) => process.stderr.write(`${seconds().toFixed(1).padStart(6)} s  ${line}\n`)

/** Up to which line the books have been handed over; handing one over again changes nothing. */
type Memory = { booksSeq: number }

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2))
  const folder = options.check ? await mkdtemp(join(tmpdir(), 'counterfoil-check-')) : options.data
  const stopped = stopSignal()
  try {
    const up = bringUp(options, folder)
    up.catch(() => {})
    const result = await Promise.race([up, stopped])
    if (result === 'stop') return 130
    if (options.check) return await checkAndPrint(options, result)
    await live(options, folder, result, stopped)
    return 0
  } finally {
    await stopAll()
    await ground?.server.stop()
    if (options.check) await rm(folder, { recursive: true, force: true })
  }
}

let ground: Ground | undefined

type Up = { ground: Ground; sandbox: Sandbox; memory: Memory; booksKey: string; env: Record<string, string> }

/** Database, sandbox and web build at once; then Stripe's history, the books, the verdicts. */
async function bringUp(options: DemoOptions, folder: string): Promise<Up> {
  ground = await layGround(folder, options.check ? 33_000 : options.port, say)
  const memory = await remembered(folder)
  const world = {
    seed: options.seed,
    sellers: options.sellers,
    days: options.days,
    port: 0,
    'control-port': 0,
    rate: 0,
  }
  const worldArgs = Object.entries(world).flatMap(([name, value]) => [`--${name}`, String(value)])
  if (!options.check) worldArgs.push('--journal', join(folder, 'sandbox.ndjson'))
  const building = options.dev ? Promise.resolve() : buildWeb(ground.env, say)
  building.catch(() => {})
  const sandbox = await startSandbox([...worldArgs, '--fill'], say)
  const { iso } = await control<{ iso: string }>(sandbox, 'GET', '/now')
  const env: Record<string, string> = {
    ...ground.env,
    STRIPE_API_URL: `http://127.0.0.1:${sandbox.port}`,
    STRIPE_READ_RATE: '10000',
    COUNTERFOIL_CLOCK: clockSetting(iso, 0),
  }
  Object.assign(process.env, env)
  const { db, booksKey } = await furnish(ground, sandbox, folder)
  await closeDb(db)
  const up = ground
  const { webUrl } = up
  // Stripe is read while the pages are built and the books come in: two sides, two cores.
  const reading = runToEnd(
    'tsx',
    ['lib/jobs/cli/sync-once.ts', '--marketplace', demoMarketplace.id, '--read-only'],
    env,
    say,
  )
  const booking = building.then(async () => {
    startWeb(options, up, env)
    await answers(`${webUrl}/api/health`)
    return feedBooks(sandbox, webUrl, booksKey, memory.booksSeq, say)
  })
  ;[memory.booksSeq] = await Promise.all([booking, reading])
  await runToEnd('tsx', ['lib/jobs/cli/sync-once.ts', '--marketplace', demoMarketplace.id, '--decide-only'], env, say)
  return { ground, sandbox, memory, booksKey, env }
}

let web: ReturnType<typeof start> | undefined

function startWeb(options: DemoOptions, { webPort }: Ground, env: Record<string, string>): void {
  const args = [options.dev ? 'dev' : 'start', '-p', String(webPort), '-H', '127.0.0.1']
  web = start('next', args, { ...env, NODE_ENV: options.dev ? 'development' : 'production' })
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    if (web?.child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The web application does not answer at ${url}\n${web?.output() ?? ''}`)
}

async function checkAndPrint(options: DemoOptions, { ground: up, sandbox }: Up): Promise<number> {
  const truth = await readTruth(sandbox)
  const db = openDb(up.env.DATABASE_URL ?? '', 2)
  const verdict = await compare(db, demoMarketplace.id, truth)
  await closeDb(db)
  const analyst = demoPeople[0]
  const pages = await visitPages(up.webUrl, await signInAs(up.webUrl, analyst?.email ?? '', up.secrets.password))
  const { details, unproven, splitsApart, residualMinor, ...counts } = verdict
  for (const detail of details.slice(0, 60)) say(detail)
  for (const page of pages.filter((item) => item.status !== 200))
    say(`page ${page.route} (${page.path ?? 'nothing leads there'}) answered ${page.status}`)
  if (unproven > 0) say(`${unproven} balances could not be proven`)
  if (splitsApart > 0) say(`${splitsApart} balances are available and pending otherwise than their rows say`)
  const pagesOk = pages.length > 0 && pages.every((page) => page.status === 200)
  const { balanceTransactions, ledgerPostings, planted, found, missed, falseAlarms, byKind, exceptionsOpen } = counts
  const line = {
    seed: options.seed,
    sellers: options.sellers,
    balanceTransactions,
    ledgerPostings,
    residualMinor: Number(residualMinor),
    planted,
    found,
    missed,
    falseAlarms,
    byKind,
    exceptionsOpen,
    pagesOk,
    seconds: seconds(),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  const proven = residualMinor === '0' && unproven === 0 && splitsApart === 0
  return missed === 0 && falseAlarms === 0 && proven && pagesOk ? 0 : 1
}

/** The truth is written outside the product's folder and environment, read once and thrown away. */
async function readTruth(sandbox: Sandbox): Promise<Truth> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-truth-'))
  await control(sandbox, 'POST', '/truth', { path: join(folder, 'truth.json') })
  const truth = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as Truth
  await rm(folder, { recursive: true, force: true })
  return truth
}

/** From here the world goes on: hours pass, webhooks arrive, the worker works. */
async function live(options: DemoOptions, folder: string, up: Up, stopped: Promise<'stop'>): Promise<void> {
  const {
    sandbox,
    memory,
    booksKey,
    ground: { webUrl, secrets },
  } = up
  const { iso } = await control<{ iso: string }>(sandbox, 'GET', '/now')
  const env = { ...up.env, COUNTERFOIL_CLOCK: clockSetting(iso, options.speed) }
  if (web) web.child.kill('SIGTERM')
  await web?.exited
  startWeb(options, up.ground, env)
  await answers(`${webUrl}/api/health`)
  start('tsx', ['lib/jobs/worker.ts'], env, (line) => say(`worker: ${line}`))
  // As at Stripe: one endpoint hears the platform's own account, another the connected ones.
  for (const connect of [false, true]) {
    const endpoint = { url: `${webUrl}/api/stripe/webhook`, secrets: [secrets.webhook], connect }
    await control(sandbox, 'POST', '/webhooks', endpoint)
  }
  await control(sandbox, 'POST', '/clock', { speed: options.speed })
  const books = setInterval(() => void keepUp(), 5000)
  const keepUp = async () => {
    memory.booksSeq = await feedBooks(sandbox, webUrl, booksKey, memory.booksSeq, () => {})
    await remember(folder, memory)
  }
  say('ready')
  process.stdout.write(welcome(webUrl, secrets.password, options))
  await stopped
  clearInterval(books)
  say('stopping; the data stay for the next start')
}

function welcome(webUrl: string, password: string, options: DemoOptions): string {
  const people = demoPeople
    .map(({ email, role, marketplaceId }) => `    ${email.padEnd(26)} ${role} of ${marketplaceId}`)
    .join('\n')
  const pace =
    options.speed === 0
      ? 'The sandbox stands still.'
      : `In the sandbox an hour passes every ${Math.round(3600 / options.speed)} s.`
  return `\n  Counterfoil is at ${webUrl}\n\n  Sign in with the password ${password}:\n${people}\n\n  ${pace} Ctrl-C stops everything.\n\n`
}

async function remembered(folder: string): Promise<Memory> {
  const file = join(folder, 'world.json')
  if (!existsSync(file)) return { booksSeq: 0 }
  return JSON.parse(await readFile(file, 'utf8')) as Memory
}

async function remember(folder: string, memory: Memory): Promise<void> {
  await writeFile(join(folder, 'world.json'), JSON.stringify(memory))
}

function stopSignal(): Promise<'stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('stop'))
  })
}

process.exit(
  await main().catch((error: unknown) => {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }),
)
