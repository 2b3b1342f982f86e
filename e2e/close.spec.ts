import type { Page } from '@playwright/test'
import { expect, signInAs, test } from './fixtures/console'

const month = '2026-10'
const over = '2026-09'

test('a month that is not over says what is missing, opens its figures, and gives out no file', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.getByRole('link', { name: 'Close', exact: true }).click()
  await page.getByRole('link', { name: month }).click()
  await expect(page.getByRole('heading', { name: month, level: 1 })).toBeVisible()
  const checks = page.getByRole('region', { name: 'Checks' })
  await expect(checks.getByRole('row', { name: /The month is over/ })).toContainText('missing')
  await expect(checks.getByRole('row', { name: /Owed to sellers ties out/ })).toContainText('holds')
  await expect(page.getByRole('button', { name: `Ask to close ${month}` })).toHaveAccessibleDescription(
    new RegExp(`${month} ends in Europe/Berlin`),
  )
  const refused = await page.request.get(`/close/${month}/file?kind=pack&format=pdf`)
  expect(refused.status()).toBe(409)
  expect(await refused.text()).toContain('closed months only')
  await checks
    .getByRole('row', { name: /Owed to sellers ties out/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page).toHaveURL(/\/ledger\/accounts\?root=seller_payable/)
})

test('two people close a month whose residuals are explained, and its files can be taken along', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'analyst')
  await page.goto(`/close/${over}`)
  const checks = page.getByRole('region', { name: 'Checks' })
  await expect(checks.getByRole('row', { name: /Every balance is proven/ })).toContainText('nothing explains')
  await askNaming(page, [])
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Something is missing')
  await page.getByRole('dialog').getByRole('button', { name: 'Not yet' }).click()
  await askNaming(page, [/unexplained residual/, /reserve drift/])
  await expect(page.getByText('Waits for a second person', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: `Close ${over}`, exact: true })).toHaveAccessibleDescription(
    /Analysts ask/,
  )
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('Waits for a second person', { exact: true })).toBeHidden()
  await askNaming(page, [/unexplained residual/, /reserve drift/])
  await expect(page.getByText('Waits for a second person', { exact: true })).toBeVisible()

  const second = await (await browser.newContext()).newPage()
  await signInAs(second, 'admin')
  await second.goto(`/close/${over}`)
  await second.getByRole('button', { name: `Close ${over}`, exact: true }).click()
  await second.getByRole('dialog').getByRole('button', { name: `Close` }).last().click()
  await expect(second.getByRole('button', { name: `Ask to open ${over}` })).toBeVisible()
  const sizes = await Promise.all(
    [
      'kind=pack&format=pdf',
      'kind=pack&format=xlsx',
      'kind=journal&target=netsuite&currency=eur',
      'kind=sample&seed=7&size=5',
    ].map(async (file) => {
      const answer = await second.request.get(`/close/${over}/file?${file}`)
      return [answer.status(), (await answer.body()).length > 500]
    }),
  )
  expect(sizes).toEqual(sizes.map(() => [200, true]))
  const [pack] = await Promise.all([
    second.waitForEvent('download'),
    second.getByRole('link', { name: /PDF/ }).first().click(),
  ])
  expect(pack.suggestedFilename()).toContain(over)
  await second.context().close()
})

async function askNaming(page: Page, exceptions: readonly RegExp[]): Promise<void> {
  await page.getByRole('button', { name: `Ask to close ${over}` }).click()
  const dialog = page.getByRole('dialog')
  for (const name of exceptions) await dialog.getByRole('checkbox', { name }).check()
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
}

test('an executive reads the month and asks for nothing', async ({ page }) => {
  await signInAs(page, 'executive')
  await page.goto(`/close/${month}`)
  await expect(page.getByRole('region', { name: 'Trial balance' })).toContainText('Balance at Stripe')
  await expect(page.getByRole('button', { name: `Ask to close ${month}` })).toHaveAccessibleDescription(
    /Analysts ask for a month to be closed/,
  )
})

test('another marketplace has no month to close', async ({ page }) => {
  await signInAs(page, 'stranger')
  await page.goto('/close')
  await expect(page.getByRole('heading', { name: 'No month to close' })).toBeVisible()
})
