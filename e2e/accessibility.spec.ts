import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openFirst, openItem, queueRows, signInAs, test } from './fixtures/console'
import { openPaths } from './fixtures/places'

const places = [...openPaths, '/leaks?state=settled', '/close/2026-09']
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** A whole page is also held to what is good practice; what floats above it lies outside its landmarks by nature. */
async function expectClean(page: Page, where: string, tags = [...wcag, 'best-practice']): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(found).toEqual([])
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${theme}`, async ({ page }) => {
    test.setTimeout(480_000)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto('/sign-in')
    await expectClean(page, '/sign-in')
    await signInAs(page, 'analyst')
    for (const path of places) {
      const response = await page.goto(path)
      expect(response?.status(), path).toBe(200)
      await expectClean(page, path)
    }
  })

  test(`axe finds nothing in an item, its dialog, a menu and the lists of one, ${theme}`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await signInAs(page, 'analyst')
    for (const [list, pattern] of [
      ['/ledger/transactions', '/ledger/transactions/'],
      ['/payouts', '/payouts/'],
      ['/sellers', '/sellers/'],
      ['/exports/jobs', '/exports/exp_'],
      ['/ledger/accounts', '/ledger/postings?'],
      ['/ledger/proof', '/ledger/proof/rows?'],
    ]) {
      await page.goto(list ?? '')
      await page.locator(`main a[href^="${pattern}"]`).first().click()
      await expect(page).toHaveURL((url) => `${url.pathname}${url.search}`.startsWith(pattern ?? ''))
      await expectClean(page, pattern ?? '')
    }
    await page.goto('/exceptions')
    const { id } = await openFirst(page)
    await page.goto(`/exceptions/${id}`)
    await expectClean(page, 'item')
    await openItem(page)
      .getByRole('button', { name: /Resolve/ })
      .click()
    await expect(page.getByRole('dialog', { name: /leave the queue/ })).toBeVisible()
    await expectClean(page, 'resolve dialog', wcag)
    await page.goto('/exceptions')
    await queueRows(page).filter({ hasText: 'Dispute unbooked' }).first().click()
    await openItem(page).getByRole('link', { name: 'On all four sides' }).click()
    await expect(page.getByRole('heading', { name: 'Life of this money', level: 1 })).toBeVisible()
    await expectClean(page, 'life of money')
    await page.goto('/exceptions')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expectClean(page, 'filter menu', wcag)
  })
}

test('axe finds nothing on a phone, and the item covers the list', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInAs(page, 'analyst')
  for (const path of ['/overview', '/exceptions', '/sync', '/ledger/proof']) {
    await page.goto(path)
    await expectClean(page, path)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wide, `${path} scrolls sideways`).toBe(false)
  }
  await page.goto('/exceptions')
  await openFirst(page)
  await expect(openItem(page)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Exception queue' })).toBeHidden()
  await expectClean(page, 'item on a phone')
  await page.getByRole('link', { name: 'Back to the queue' }).click()
  await expect(page.getByRole('region', { name: 'Exception queue' })).toBeVisible()
})

test('axe finds nothing where there is nothing', async ({ page, complaints }) => {
  complaints.expected.push(/404/)
  await signInAs(page, 'analyst')
  for (const path of [
    '/exceptions/nothing',
    '/nowhere',
    '/exceptions?q=nothing',
    '/ledger/transactions?category=nothing',
  ]) {
    await page.goto(path)
    await expectClean(page, path)
  }
})
