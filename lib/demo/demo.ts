import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeDb, openDb } from '@/lib/server/db/client'
import { feedStatements } from './bank'
import { compare, type Truth } from './check'
import { makeFirstExport } from './exports/first-export'
import { live, remembered, type Up } from './live'
import { type DemoOptions, parseOptions } from './options'
import { signInAs, visitPages } from './pages'
import { demoMarketplace, demoPeople } from './people'
import { runToEnd, type Started, stopAll } from './processes'
import { checkReports } from './reports/check-reports'
import { control, feedBooks, type Sandbox, startSandbox } from './sandbox'
import { clockSetting, furnish, type Ground, layGround } from './stack'
import { answers, buildWeb, startWeb } from './web'

const began = performance.now()
const seconds = () => Math.round((performance.now() - began) / 100) / 10
const say = (line: string) => process.stderr.write(`${seconds().toFixed(1).padStart(6)} s  ${line}\n`)

/** What nobody waits for may still fail: then the demo ends in words and leaves no program behind. */
let giveUp: (why: unknown) => void = () => {}
const trouble = new Promise<never>((_, reject) => (giveUp = reject))
trouble.catch(() => {})
for (const event of ['unhandledRejection', 'uncaughtException'] as const) process.on(event, (why) => giveUp(why))

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2))
  const folder = options.check ? await mkdtemp(join(tmpdir(), 'counterfoil-check-')) : options.data
  const stopped = stopSignal()
  try {
    const up = bringUp(options, folder)
    up.catch(() => {})
    const result = await Promise.race([up, stopped, trouble])
    if (result === 'stop') return 130
    if (options.check) return await checkAndPrint(options, result)
    await Promise.race([
      trouble,
      live({ ...result, options, folder, say, giveUp, ended: Promise.race([stopped, trouble]) }),
    ])
    return 0
  } finally {
    await stopAll()
    await ground?.server.stop()
    if (options.check) await rm(folder, { recursive: true, force: true })
  }
}

let ground: Ground | undefined
const databaseGone =
  'Postgres has ended, and without it nothing here can go on. What was written is kept: start the demo again.'

/** Database, sandbox and web build at once; then Stripe's history, the books, the verdicts. */
async function bringUp(options: DemoOptions, folder: string): Promise<Up> {
  ground = await layGround(folder, options.check ? 33_000 : options.port, say)
  void ground.server.ended.then(() => giveUp(new Error(databaseGone)))
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
  const { db, booksKey, banks } = await furnish(ground, sandbox, folder)
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
  let web: Started | undefined
  const booking = building.then(async () => {
    web = startWeb(options.dev, up.webPort, env)
    await answers(webUrl, web)
    memory.booksSeq = await feedBooks(sandbox, webUrl, booksKey, memory.booksSeq, say)
    memory.bankSeqs = await feedStatements(sandbox, banks, webUrl, booksKey, memory.bankSeqs ?? {}, say)
  })
  await Promise.all([booking, reading])
  await runToEnd('tsx', ['lib/jobs/cli/sync-once.ts', '--marketplace', demoMarketplace.id, '--decide-only'], env, say)
  await makeFirstExport(env.DATABASE_URL ?? '', say)
  const reportsUnequal = await checkReports(env.DATABASE_URL ?? '', sandbox, say)
  return { ground, sandbox, memory, booksKey, banks, env, web, reportsUnequal }
}

async function checkAndPrint(options: DemoOptions, { ground: up, sandbox, reportsUnequal }: Up): Promise<number> {
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
    reportsUnequal,
    pagesOk,
    seconds: seconds(),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  const proven = residualMinor === '0' && unproven === 0 && splitsApart === 0
  return missed === 0 && falseAlarms === 0 && proven && reportsUnequal === 0 && pagesOk ? 0 : 1
}

/** The truth is written outside the product's folder and environment, read once and thrown away. */
async function readTruth(sandbox: Sandbox): Promise<Truth> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-truth-'))
  await control(sandbox, 'POST', '/truth', { path: join(folder, 'truth.json') })
  const truth = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as Truth
  await rm(folder, { recursive: true, force: true })
  return truth
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
