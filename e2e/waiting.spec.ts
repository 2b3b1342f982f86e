import type { Page } from '@playwright/test'
import { expect, openFirst, openItem, queueRows, signInAs, test } from './fixtures/console'

/** A far-away server: every answer takes this long. The browser's own throttle, nothing is intercepted. */
async function slowDown(page: Page, latencyMs: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
}

const side = (page: Page, name: RegExp) => page.getByRole('complementary').getByRole('link', { name })
const coming = (page: Page) => page.getByRole('status').filter({ hasText: 'Loading' })

test('a page that lets itself be waited for shows its shape, and another press cuts nothing off', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.waitForLoadState('networkidle')
  await slowDown(page, 900)
  await side(page, /^Ledger/).click()
  await expect(coming(page)).toContainText('Loading Ledger')
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeHidden()
  await side(page, /^Books/).click()
  await expect(coming(page)).toContainText('Loading Books')
  await side(page, /^Sync/).click()
  await expect(page.getByRole('heading', { name: 'Sync', level: 1 })).toBeVisible()
  await expect(coming(page)).toHaveCount(0)
  await expect(page).toHaveURL(/\/sync$/)
})

test('a page that is left while it is being read complains of nothing', async ({ page }) => {
  await signInAs(page, 'analyst')
  await slowDown(page, 500)
  for (const path of ['/audit', '/ledger/transactions', '/sync', '/overview']) {
    await page.goto(path, { waitUntil: 'commit' })
    await page.evaluate((to) => window.location.assign(to), '/exceptions')
    await page.waitForURL('**/exceptions')
  }
  await expect(queueRows(page).first()).toBeVisible()
})

test('the shape has the measures of what comes: nothing jumps', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.waitForLoadState('networkidle')
  await slowDown(page, 900)
  await side(page, /^Ledger/).click()
  await expect(coming(page)).toBeVisible()
  const boxes = () =>
    page.evaluate(() => {
      const root = document.querySelector('.coming') ?? document.querySelector('.main') ?? document.body
      return ['.top', '.views', '.cols > *'].map((place) => {
        const box = root.querySelector(place)?.getBoundingClientRect()
        return box && [box.left, box.top, box.width].map(Math.round)
      })
    })
  const before = await boxes()
  await expect(coming(page)).toHaveCount(0)
  expect(await boxes()).toEqual(before)
})

test('back and forward keep the filter and the place in the list', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 500 })
  await signInAs(page, 'analyst')
  await page.goto('/ledger/transactions')
  const box = page.locator('.page')
  const link = page.locator('a[href^="/ledger/transactions/"]').nth(70)
  await link.scrollIntoViewIfNeeded()
  const before = await box.evaluate((element) => element.scrollTop)
  expect(before).toBeGreaterThan(300)
  await link.click()
  await expect(page.getByText('every debit has its credit')).toBeVisible()
  expect(await box.evaluate((element) => element.scrollTop)).toBe(0)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Balance transactions', level: 1 })).toBeVisible()
  await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBe(before)

  await page.goto('/exceptions?currency=eur&sort=amount')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitemcheckbox').first().click()
  await expect(page).toHaveURL(/kind=/)
  const filtered = page.url()
  await page.keyboard.press('Escape')
  await side(page, /^Books/).click()
  await expect(page.getByRole('heading', { name: 'Books', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(filtered)
  await expect(page.getByRole('columnheader', { name: /Amount/ })).toHaveAttribute('aria-sort', 'descending')
  await page.goForward()
  await expect(page.getByRole('heading', { name: 'Books', level: 1 })).toBeVisible()
})

test('an item opened beside the list leaves the list where it is', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 320 })
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  const list = page.locator('.scroll')
  await openFirst(page)
  const lowest = queueRows(page).last()
  await lowest.scrollIntoViewIfNeeded()
  const before = await list.evaluate((element) => element.scrollTop)
  expect(before).toBeGreaterThan(0)
  await lowest.click()
  await expect(page.locator('tr[aria-selected="true"]').getByRole('link')).toHaveAttribute(
    'href',
    (await lowest.getAttribute('href')) ?? '',
  )
  await expect(openItem(page)).toBeVisible()
  expect(await list.evaluate((element) => element.scrollTop)).toBe(before)
})
