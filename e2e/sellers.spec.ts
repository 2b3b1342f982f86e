import { expect, signInAs, test } from './fixtures/console'

/** "−1,204.50" as it stands in a cell; whole hundredths, so that they add up. */
function cents(text: string): number {
  return Math.round(Number(text.replace(/[−–]/, '-').replace(/[^\d.-]/g, '')) * 100)
}

test('a seller’s statement adds up, its lines open their movements, and it can be taken along', async ({ page }) => {
  await signInAs(page, 'support')
  await page.goto('/sellers')
  await page.locator('main a[href^="/sellers/acct_"]').first().click()
  const statement = page.getByRole('table', { name: /^Statement of acct_/ })
  await expect(statement.getByRole('row').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Where the money is' })).toBeVisible()
  const amounts = (await statement.locator('tbody tr td:last-child').allTextContents()).map(cents)
  expect(amounts.length).toBeGreaterThan(3)
  expect(amounts.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBe(amounts.at(-1))
  const sales = statement.getByRole('row', { name: /^Sales/ })
  const movements = Number((await sales.getByRole('cell').first().textContent())?.replaceAll(',', ''))
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()])
  expect(csv.suggestedFilename()).toMatch(/^statement-acct_\w+-\d{4}-\d{2}-[a-z]{3}\.csv$/)
  await sales.getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'Sales', level: 1 })).toBeVisible()
  const rows = page.getByRole('table', { name: 'Balance transactions, newest first' }).getByRole('row')
  await expect(rows).toHaveCount(Math.min(movements, 100) + 1)
})

test('support reads, and resolves nothing', async ({ page, complaints }) => {
  complaints.expected.push(/403/)
  await signInAs(page, 'support')
  await page.goto('/exceptions')
  await expect(page.getByRole('button', { name: /Resolve/ }).first()).toHaveAttribute('aria-disabled', 'true')
  const response = await page.goto('/audit')
  expect(response?.status()).toBe(403)
})
