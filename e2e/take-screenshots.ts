import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { enter, openBrowser } from './fixtures/open-browser'
import { everyPlace } from './fixtures/places'

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
type Shot = {
  name: string
  path: string
  theme: 'light' | 'dark'
  viewport: typeof desktop
  /** Opens the first row of the queue that says so. */
  open?: string
  who?: string
}

const tour: readonly Shot[] = [
  { name: 'overview', path: '/overview', theme: 'light', viewport: desktop },
  { name: 'exceptions', path: '/exceptions', theme: 'light', viewport: desktop, open: 'Amount differs' },
  { name: 'exceptions-dark', path: '/exceptions', theme: 'dark', viewport: desktop, open: 'Amount differs' },
  { name: 'performance', path: '/overview/performance', theme: 'light', viewport: desktop },
  { name: 'proof', path: '/ledger/proof', theme: 'light', viewport: desktop },
  { name: 'leaks', path: '/leaks', theme: 'light', viewport: desktop },
  { name: 'payout', path: '/payouts → /payouts/', theme: 'dark', viewport: desktop },
  { name: 'close', path: '/close/2026-09', theme: 'light', viewport: desktop },
  { name: 'sync', path: '/sync', theme: 'dark', viewport: desktop },
  { name: 'exceptions-phone', path: '/exceptions', theme: 'light', viewport: phone },
]

/**
 * `npm run tour -- http://localhost:3000`: the pictures of docs/tour.md, from a running demo. With `--all <folder>`
 * every page of the console instead, in both themes and both widths, to look at.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'string' },
      password: { type: 'string', default: 'counterfoil-demo' },
      only: { type: 'string' },
    },
  })
  const [base = 'http://localhost:3000'] = positionals
  const folder = values.all ?? 'docs/images'
  await mkdir(folder, { recursive: true })
  const browser = await openBrowser()
  const shots = values.all ? everyShot(new RegExp(values.only ?? '.')) : tour
  const groups = Map.groupBy(shots, ({ who, theme, viewport }) => `${who} ${theme} ${viewport.width}`)
  for (const group of groups.values()) await takeGroup(browser, base, values.password, folder, group)
  await browser.close()
}

function everyShot(wanted: RegExp): Shot[] {
  const shots = [desktop, phone].flatMap((viewport) =>
    (['light', 'dark'] as const).flatMap((theme) =>
      everyPlace.map(({ name, path, who }) => ({
        name: `${name}-${viewport.width}-${theme}`,
        path,
        theme,
        viewport,
        ...(who ? { who } : {}),
      })),
    ),
  )
  return shots.filter(({ name }) => wanted.test(name))
}

/** Pictures of one person in one dress share a session: signing in is slow on purpose. */
async function takeGroup(browser: Browser, base: string, password: string, folder: string, shots: readonly Shot[]) {
  const [first] = shots
  if (!first) return
  const context = await browser.newContext({ baseURL: base, colorScheme: first.theme, viewport: first.viewport })
  const page = await context.newPage()
  if (first.who !== 'nobody') await enter(page, first.who ?? 'ana@fernhollow.example', password)
  for (const shot of shots) await take(page, shot, folder)
  await context.close()
}

async function take(page: Page, shot: Shot, folder: string): Promise<void> {
  await page.goto(await addressOf(page, shot.path))
  if (shot.open) await page.getByRole('link', { name: shot.open }).first().click()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${folder}/${shot.name}.png` })
}

/** `list → pattern → …`: the first link of a list that leads below a path, and the first such link there. */
async function addressOf(page: Page, path: string): Promise<string> {
  const [list = path, ...patterns] = path.split(' → ')
  let address = list
  for (const pattern of patterns) {
    await page.goto(address)
    address = (await page.locator(`main a[href^="${pattern}"]`).first().getAttribute('href')) ?? list
  }
  return address
}

await main()
