import type { Page } from 'playwright-core'
import { enter, openBrowser } from './fixtures/open-browser'

type Vitals = { lcpMs: number; cls: number; inpMs: number }

type Shift = PerformanceEntry & { value: number }
type Pressed = PerformanceEntry & { interactionId: number }

declare global {
  interface Window {
    vitals: Vitals
  }
}

const visits = [
  '/overview',
  '/exceptions',
  '/ledger',
  '/ledger/transactions',
  '/ledger/proof',
  '/payouts',
  '/sync',
  '/books',
  '/audit',
]

/**
 * `tsx e2e/measure-vitals.ts http://localhost:3000`: how soon each page stands, how much it jumps and how long the
 * slowest press takes to show, in a real browser against a running demo. It says; it does not judge.
 */
async function main(base: string, password: string): Promise<void> {
  const browser = await openBrowser()
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1440, height: 900 } })
  await context.addInitScript(watchVitals)
  const page = await context.newPage()
  await enter(page, 'ana@fernhollow.example', password)
  for (const path of visits) {
    await page.goto(path, { waitUntil: 'networkidle' })
    const loaded = await read(page)
    await press(page, path)
    const pressed = await read(page)
    const figures = [
      `LCP ${Math.round(loaded.lcpMs)} ms`,
      `CLS ${pressed.cls.toFixed(4)}`,
      `INP ${Math.round(pressed.inpMs)} ms`,
    ]
    process.stdout.write(`${path.padEnd(24)} ${figures.map((figure) => figure.padEnd(14)).join(' ')}\n`)
  }
  await browser.close()
}

/** Runs in the page, so it names no function of its own: what compiles this file would call a helper that is not there. */
function watchVitals(): void {
  window.vitals = { lcpMs: 0, cls: 0, inpMs: 0 }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.vitals.lcpMs = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  // Shifts right after a press count too: a skeleton must not move what it stands for.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.vitals.cls += (entry as Shift).value
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries() as Pressed[])
      if (interactionId) window.vitals.inpMs = Math.max(window.vitals.inpMs, duration)
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
}

/** What people press most: rows, tabs, a neighbour in the sidebar and back. */
async function press(page: Page, path: string): Promise<void> {
  if (path === '/exceptions') {
    for (const at of [1, 3]) await page.locator('[data-row-link]').nth(at).click()
    for (const key of ['j', 'j', 'k', 'x', 'x']) await page.keyboard.press(key)
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.keyboard.press('Escape')
  }
  await page.locator('.side li a[href="/settings"]').click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await page.goBack()
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(300)
}

async function read(page: Page): Promise<Vitals> {
  return page.evaluate(() => window.vitals)
}

await main(process.argv[2] ?? 'http://localhost:3000', process.argv[3] ?? 'counterfoil-demo')
