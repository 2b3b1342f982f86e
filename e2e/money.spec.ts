import { expect, openItem, queueRows, signInAs, test } from './fixtures/console'

test('an analyst follows the money of an exception to all four sides, and from a line on to its page', async ({
  page,
}) => {
  await signInAs(page, 'analyst')
  await page.goto('/exceptions')
  await queueRows(page).filter({ hasText: 'Dispute unbooked' }).first().click()
  await openItem(page).getByRole('link', { name: 'On all four sides' }).click()
  await expect(page.getByRole('heading', { name: 'Life of this money', level: 1 })).toBeVisible()
  await expect(page.locator('.sentence')).toContainText(/[A-Z]{3} [\d,.−]+/)
  const sides = page.getByRole('region', { name: 'Four sides' })
  await expect(sides.getByRole('listitem').first()).toBeVisible()

  await sides.locator('a[href^="/ledger/transactions/"]').first().click()
  await expect(page.getByRole('heading', { name: 'Postings' })).toBeVisible()
  await page.getByRole('link', { name: 'Life of this money' }).click()
  await expect(page).toHaveURL(/\/money\/txn_/)
})

test('whatever id is at hand leads to the life of its money, and an unknown one is said to be unknown', async ({
  page,
}) => {
  await signInAs(page, 'analyst')
  await page.goto('/payouts')
  const payout = await page.locator('main a[href^="/payouts/po_"]').first().getAttribute('href')
  await page.goto('/money')
  await page.getByLabel('Any id at hand').fill('ch_nobody_knows')
  await page.getByRole('button', { name: 'Find its life' }).click()
  await expect(page.getByText('Nothing here bears “ch_nobody_knows”.')).toBeVisible()
  await page.getByLabel('Any id at hand').fill(payout?.split('/').at(-1) ?? '')
  await page.getByRole('button', { name: 'Find its life' }).click()
  await expect(page.locator('.sentence')).toContainText('Payout')
  await expect(page.getByRole('heading', { name: 'Where its way ends' })).toBeVisible()
})
