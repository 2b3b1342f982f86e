import { expect, signInAs, test } from './fixtures/console'

test('sync now shows its progress and comes to an end', async ({ page }) => {
  await signInAs(page, 'analyst')
  await page.goto('/sync')
  const runs = page.getByRole('region', { name: 'Runs' }).getByRole('row')
  const newest = runs.nth(1)
  const before = (await newest.getByRole('cell').first().textContent()) ?? ''
  const button = page.getByRole('button', { name: 'Sync now' })
  await expect(button).not.toHaveAttribute('aria-disabled', 'true', { timeout: 60_000 })
  await button.click()

  await expect(newest.getByRole('cell').first()).not.toHaveText(before)
  await expect(page.getByRole('progressbar', { name: 'Accounts read' })).toBeVisible()
  await expect(newest).toContainText('done', { timeout: 60_000 })
  const progress = page.getByRole('progressbar', { name: 'Accounts read' })
  await expect(progress).toHaveAttribute('aria-valuenow', (await progress.getAttribute('aria-valuemax')) ?? '')

  await page.goto('/audit?action=sync.start')
  await expect(page.getByRole('row', { name: /sync\.start/ }).first()).toContainText('Ana Quill')
})
