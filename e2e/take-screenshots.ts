import { chromium, type Page } from 'playwright-core'
import { findBrowser } from './fixtures/find-browser'

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const shots = [
  { name: 'overview', path: '/overview', theme: 'light', viewport: desktop },
  { name: 'exceptions', path: '/exceptions', theme: 'light', viewport: desktop, open: true },
  { name: 'exceptions-dark', path: '/exceptions', theme: 'dark', viewport: desktop, open: true },
  { name: 'proof', path: '/ledger/proof', theme: 'light', viewport: desktop },
  { name: 'sync', path: '/sync', theme: 'dark', viewport: desktop },
  { name: 'exceptions-phone', path: '/exceptions', theme: 'light', viewport: phone },
] as const

/** `npm run tour -- http://localhost:3000`: the pictures of docs/tour.md, from a running demo. */
async function main(base: string, password: string): Promise<void> {
  const found = await findBrowser()
  const browser = await chromium.launch({
    ...(found.executablePath ? { executablePath: found.executablePath } : {}),
    args: found.args,
  })
  for (const shot of shots) {
    const context = await browser.newContext({ baseURL: base, colorScheme: shot.theme, viewport: shot.viewport })
    const page = await context.newPage()
    await signIn(page, password)
    await page.goto(shot.path)
    if ('open' in shot) await page.locator('[data-row-link]').first().click()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: `docs/images/${shot.name}.png` })
    await context.close()
  }
  await browser.close()
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('ana@fernhollow.example')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: 'Overview' }).first().waitFor()
}

await main(process.argv[2] ?? 'http://localhost:3000', process.argv[3] ?? 'counterfoil-demo')
