import { expect, signInAs, test } from './fixtures/console'

test('every sum of the leaks opens exactly its rows', async ({ page }) => {
  await signInAs(page, 'executive')
  await page.goto('/leaks')
  const table = page.getByRole('table', { name: /^Leaks by cause/ })
  const row = table.getByRole('row').nth(1)
  const leaks = Number((await row.getByRole('cell').nth(1).textContent())?.replaceAll(',', ''))
  await row.getByRole('link').click()
  await expect(page).toHaveURL(/kind=.*owes=|owes=.*kind=/)
  const rows = page.getByRole('table', { name: 'Exceptions' }).locator('[data-row-link]')
  await expect(rows).toHaveCount(leaks)
})
