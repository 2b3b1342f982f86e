import { expect, signInAs, test } from './fixtures/console'

test('a figure of the overview says its formula and opens the rows that add up to it', async ({ page }) => {
  await signInAs(page, 'executive')
  const rate = page.getByRole('link', { name: /^Take rate/ }).first()
  await expect(rate).toHaveAccessibleDescription(/revenue ÷ \(captured − refunded\)/)
  await page.getByRole('link', { name: /^Gross volume/ }).click()
  await expect(page.getByRole('heading', { name: /^By day/ })).toBeVisible()

  const figure = page.locator('a[href*="measure=capturedMinor"], a[href^="/overview/rows"]').first()
  const amount = (await figure.textContent())?.trim() ?? 'none'
  await figure.click()
  await expect(page.getByRole('heading', { name: /^Captured/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^The figure/ })).toContainText(amount)
})

test('the trial balance is zero in every currency, and a balance opens its postings', async ({ page }) => {
  await signInAs(page, 'compliance')
  await page.goto('/ledger')
  const rows = page.getByRole('table', { name: 'Trial balance by currency' }).getByRole('row')
  for (const row of (await rows.all()).slice(1)) {
    const difference = (await row.getByRole('cell').last().textContent()) ?? ''
    expect(difference.trim()).toMatch(/^0(\.0+)?$/)
  }
  await page.locator('main a[href^="/ledger/accounts?root="]').first().click()
  await page.locator('main a[href^="/ledger/postings?"]').first().click()
  await page.getByRole('table', { name: 'Postings' }).locator('a[href^="/ledger/transactions/"]').first().click()
  await expect(page.getByText('every debit has its credit')).toBeVisible()
})

test('an automatic payout is rebuilt from its items to the cent', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/payouts')
  const row = page.getByRole('row').filter({ hasText: 'automatic' }).filter({ hasText: 'paid' }).first()
  await row.getByRole('link').first().click()
  await expect(page.getByText('Equals the payout to the cent.')).toBeVisible()
})

test('a payout made by hand shows the rows that it consumed, and each of them opens', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/payouts')
  await page.getByRole('row').filter({ hasText: 'by hand' }).first().getByRole('link').first().click()
  await expect(page.getByText(/paid out by hand on .* nothing is left over/)).toBeVisible()
  await expect(page.getByText('The rows consumed are the payout, to the cent.')).toBeVisible()
  const rows = page.getByRole('table', { name: 'Rows that this payout consumed' })
  await rows.locator('a[href^="/ledger/transactions/"]').first().click()
  await expect(page.getByText('every debit has its credit')).toBeVisible()
})

test('a view is an address: filter, sort and page survive a reload', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  // Amounts are ranked within one currency only.
  await expect(page.getByRole('columnheader', { name: /Amount/ }).getByRole('link')).toHaveCount(0)
  await page.goto('/exceptions?currency=eur')
  await page
    .getByRole('columnheader', { name: /Amount/ })
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(/sort=amount/)
  await expect(page.getByRole('columnheader', { name: /Amount/ })).toHaveAttribute('aria-sort', 'descending')
  const first = await page.locator('[data-row-link]').first().getAttribute('href')
  await page.reload()
  expect(await page.locator('[data-row-link]').first().getAttribute('href')).toBe(first)
})
