import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BankSeqs, type DemoBank, feedStatements } from './bank'
import type { DemoOptions } from './options'
import { demoPeople } from './people'
import { keepRunning, type Started, start } from './processes'
import { control, feedBooks, type Sandbox } from './sandbox'
import { clockSetting, type Ground } from './stack'
import { answers, startWeb } from './web'

/** Up to which line the books have been handed over, and the statements; handing one over again changes nothing. */
type Memory = { booksSeq: number; bankSeqs?: BankSeqs }

export type Up = {
  ground: Ground
  sandbox: Sandbox
  memory: Memory
  booksKey: string
  banks: DemoBank[]
  env: Record<string, string>
  web: Started | undefined
  /** Of Stripe's own reports, how many are not what was read. */
  reportsUnequal: number
}

type Living = Up & {
  options: DemoOptions
  folder: string
  say(line: string): void
  giveUp(why: unknown): void
  /** Comes when someone stops it, fails when something without which it cannot live has ended. */
  ended: Promise<unknown>
}

/** From here the world goes on: hours pass, webhooks arrive, the worker works. */
export async function live({ options, folder, say, giveUp, ended, ...up }: Living): Promise<void> {
  const { sandbox, memory, booksKey, banks } = up
  const { webUrl, webPort, secrets } = up.ground
  const { iso } = await control<{ iso: string }>(sandbox, 'GET', '/now')
  const env = { ...up.env, COUNTERFOIL_CLOCK: clockSetting(iso, options.speed) }
  up.web?.child.kill('SIGTERM')
  await up.web?.exited
  void sandbox.exited.then(() => giveUp(new Error('The sandbox has ended. Its journal is kept: start the demo again.')))
  const startPages = () => startWeb(options.dev, webPort, env)
  await answers(webUrl, keepRunning({ name: 'web application', begin: startPages, say, giveUp }))
  const startWorker = () => start('tsx', ['lib/jobs/worker.ts'], env, (line) => say(`worker: ${line}`))
  keepRunning({ name: 'worker', begin: startWorker, say, giveUp })
  // As at Stripe: one endpoint hears the platform's own account, another the connected ones.
  for (const connect of [false, true]) {
    const endpoint = { url: `${webUrl}/api/stripe/webhook`, secrets: [secrets.webhook], connect }
    await control(sandbox, 'POST', '/webhooks', endpoint)
  }
  await control(sandbox, 'POST', '/clock', { speed: options.speed })
  let behind = false
  const keepUp = async () => {
    memory.booksSeq = await feedBooks(sandbox, webUrl, booksKey, memory.booksSeq, () => {})
    memory.bankSeqs = await feedStatements(sandbox, banks, webUrl, booksKey, memory.bankSeqs ?? {}, () => {})
    await remember(folder, memory)
    if (behind) say('books: handed over again')
    behind = false
  }
  const books = setInterval(() => {
    keepUp().catch((error: unknown) => {
      if (!behind) say(`books: could not be handed over, trying again every 5 s (${String(error)})`)
      behind = true
    })
  }, 5000)
  say('ready')
  process.stdout.write(welcome(webUrl, secrets.password, options))
  await ended.finally(() => clearInterval(books))
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

/** What the last start has left behind. */
export async function remembered(folder: string): Promise<Memory> {
  const file = join(folder, 'world.json')
  if (!existsSync(file)) return { booksSeq: 0 }
  return JSON.parse(await readFile(file, 'utf8')) as Memory
}

async function remember(folder: string, memory: Memory): Promise<void> {
  await writeFile(join(folder, 'world.json'), JSON.stringify(memory))
}
