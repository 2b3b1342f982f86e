import { expect, signInAs, test } from './fixtures/console'

const month = '2026-09'

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
