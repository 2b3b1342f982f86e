import { expect, signInAs, test } from './fixtures/console'
import { orphanEvent, sendWebhook } from './fixtures/send-webhook'

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

test('a webhook that is stuck says why and what to do, and is tried again by whoever may', async ({
  page,
  context,
  baseURL,
}) => {
  const id = `evt_${Date.now().toString(36)}orphan`
  expect(await sendWebhook(baseURL ?? '', orphanEvent(id))).toBe(200)
  await signInAs(page, 'analyst')
  await page.goto('/sync')
  const stuck = page.getByRole('region', { name: 'Webhooks that are stuck' })
  const row = stuck.getByRole('row').filter({ has: page.locator(`[title="${id}"]`) })
  await expect(row).toContainText('names no object to read it through', { timeout: 40_000 })
  await expect(row).toContainText(/tried again by itself|Report its type/)
  await row.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('It is tried again.')).toBeVisible()

  await page.goto(`/audit?subject=${id}`)
  await expect(page.getByRole('row', { name: /inbox\.retry/ }).first()).toContainText('Ana Quill')
  await context.clearCookies()
  await signInAs(page, 'executive')
  await page.goto('/sync')
  await expect(stuck.getByRole('button', { name: 'Try all again' })).toHaveAccessibleDescription(
    'Your role may watch the sync, not try webhooks again.',
  )
})
